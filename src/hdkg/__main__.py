"""``python -m hdkg`` is ``hdkg``."""

import sys

from hdkg.cli import main

sys.exit(main())
