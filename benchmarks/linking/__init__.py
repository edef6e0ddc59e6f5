"""Counties that are told of twice, with planted duplicates and near-misses: how linking copes as they grow in number.

None of the vocabulary is read from the linker's words, though common ones (有限公司, 称号) stand in both; some writings
that are planted (集团有限公司, 工业集中区 as 工业区) the linker does not know.
"""

from benchmarks.linking.draw import Told, drawn, planted, told
from benchmarks.linking.folder import triples, write

__all__ = ["Told", "drawn", "planted", "told", "triples", "write"]
