"""The pattern of a period in Chinese prose, built up from its parts; what a match means is `hdkg.normalise.periods`.

One pattern, compiled once, read in one pass.  Named groups of the same name stand for the same thing.
"""

from __future__ import annotations

import regex

_DIGIT = "0-9０-９"
_HAN = "一二三四五六七八九十"
_ALONE = f"(?<![{_DIGIT}]|[{_DIGIT}][.．])"  # a number does not start within another one

DASH = "(?:[—–―－~～〜至到-]|——)"
"""What stands between the ends of a range."""

YEAR = (
    f"{_ALONE}(?:(?:19|20)[0-9]{{2}}|(?:１９|２０)[０-９]{{2}}|(?<![〇○零{_HAN}])(?:一九|二[〇○零])[〇○零{_HAN}]{{2}})"
)
"""A year of this or the last century, without 年."""

_MONTH = f"(?:{_ALONE}(?:0?[1-9]|1[0-2]|[１-９]|１[０-２])|(?<![{_HAN}])(?:十[一二]?|[一二三四五六七八九]))"
_DAY = (
    f"(?:{_ALONE}(?:0?[1-9]|[12][0-9]|3[01]|[１-９]|[１２][０-９]|３[０１])"
    f"|(?:[一二]?十[一二三四五六七八九]?|三十一?|[{_HAN}]))"
)
_COUNT = f"(?:{_ALONE}[{_DIGIT}]{{1,3}}|(?<![{_HAN}第])(?:[{_HAN}两]{{1,3}}|几))"
_QUARTER = "[一二三四1-4１-４]"

# 月饼 is no month, 一月一课 neither.
_IS_MONTH = "月(?!饼|亮|均|薪|租|供|嫂|季|一[^日是般])份?"

RELATIVE = {
    "今年": "this",
    "本年": "review",
    "去年": "last",
    "上年": "previous",
    "上一年": "previous",
    "前年": "before-last",
    "明年": "next",
    "来年": "next",
    "当年": "review",
    "全年": "review",
    "年内": "review",
}
"""Words for a year, with how they are told (`hdkg.normalise.periods.resolve`)."""

_RELATIVE = "(?P<relative>今年|本年|去年|上一?年|前年|明年|来年|当年)度?"

_PART = (
    f"前(?P<quarters>[一二两三四1-4１-４])个?季度?|头(?P<quarters>[一二两三四])个?季度"
    f"|(?P<from_quarter>{_QUARTER}){DASH}(?P<to_quarter>{_QUARTER})季度"
    f"|[前头](?P<months>{_MONTH}|两)个?月"
    f"|(?P<half>[上下])半年"
    f"|第?(?P<quarter>{_QUARTER})季度|(?P<first_quarter>首季度?)"
    f"|(?P<quarter>[一二三四])(?=(?:、第?[一二三四]){{0,2}}[、和及]第?[一二三四]季度)"
)
_MONTHS = (
    f"(?P<from_month>{_MONTH})(?:月份?)?{DASH}(?P<to_month>{_MONTH}){_IS_MONTH}"
    f"|(?P<month>{_MONTH})月(?P<day>{_DAY})日(?:{DASH}(?:(?P<to_month>{_MONTH})月)?(?P<to_day>{_DAY})日)?"
    f"|(?P<month>{_MONTH}){_IS_MONTH}(?:[上中下]旬|初)?"
    f"|(?P<month>{_MONTH})(?=(?:、{_MONTH}){{0,10}}[、和及]{_MONTH}月)"
)
_END = "(?P<edge>[末底初])"
_SAME = "(?P<same>的?同期)"
_SINCE = "(?P<since>以来)"
_TAIL = f"(?:{_MONTHS}|{_PART})(?P<edge>[末底])?"

_PLAN = (
    '(?P<quote>[“"])?十(?P<plan>[一二三四五六七八九])五(?(quote)[”"])'
    "(?:时期|期间|以来|规划期|(?P<plan_end>末|收官)|(?P<plan_start>初|开局)|(?!”?(?:规划|纲要)))"
)
_LAST_YEARS = (
    f"(?P<recent>近|最近|过去的?|刚刚?过去的?|这)(?P<years>{_COUNT})年(?:来|间|里|中)?"
    f"|(?P<years>{_COUNT})年(?P<recent>来)"
    f"|(?P<recent>近年来)"
)
_LASTING = f"(?P<lasting>(?:连续)?{_COUNT}(?:余|多)?(?:年|周年|个月|个季度)(?:多|半)?(?:以内|之内|内)?)"

# No period starts otherwise; asking that first makes the search several times faster.  Of numerals, which stand
# everywhere, only those count that what makes them a period follows.
_NUMERAL_GOES_ON = f"(?=年|[余多]?(?:年|周年|个[月季])|月|日|季|{DASH}|[、和及])"
_FIRST = (
    f"(?=(?<![{_DIGIT}])[{_DIGIT}]{{1,4}}{_NUMERAL_GOES_ON}|[{_HAN}两〇○零几]{{1,4}}{_NUMERAL_GOES_ON}|十[{_HAN}]五"
    f"|[近刚这]|[今去明来全]年|截[至止]|本[年月]|上[年一半]|下半|[前头第][{_DIGIT}{_HAN}两年]"
    "|当[年月]|连续|年[内末底初]|首季|最近|过去|同期|“十)"
)

PERIOD = regex.compile(
    f"{_FIRST}(?P<as_of>截至|截止到?)?(?:"
    f"(?P<iso>{_ALONE}(?:19|20)[0-9]{{2}}-[01][0-9]-[0-3][0-9](?![0-9]))"
    f"|(?P<from_year>{YEAR})年?{DASH}(?P<to_year>{YEAR})年"
    f"|(?:(?P<year>{YEAR})年度?|{_RELATIVE})(?:(?:{_SAME}|{_SINCE})|{_TAIL}(?:{_SAME})?|{_END}|全年)?"
    f"|(?P<year>{YEAR})(?=(?:、{YEAR}){{0,8}}[、和及]{YEAR}年)"
    f"|{_TAIL}"
    f"|(?P<relative>全年|年内)|年{_END}"
    f"|(?P<this_month>本月|当月)"
    f"|(?P<same>同期)"
    f"|{_LAST_YEARS}|{_PLAN}"
    f"|{_LASTING}"
    f"|{_ALONE}(?P<lone_day>(?:[12]?[1-9]|[123]0|31))日(?![游内均间产])"
    f")"
)
"""Any period."""
