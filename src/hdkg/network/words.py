"""What the page says in its own words, in Chinese and in English."""

from __future__ import annotations

from hdkg.network.look import Named

WORDS: dict[str, Named] = {
    "counts": Named("{n} 个节点，{m} 条联系", "{n} nodes, {m} links"),
    "search": Named("搜索：汉字、拼音或首字母", "Search: Chinese, pinyin or initials"),
    "nothing": Named("没有找到", "nothing found"),
    "fit": Named("全图", "Whole picture"),
    "other": Named("English", "中文"),
    "classes": Named("类别", "Classes"),
    "areas": Named("政策领域与章节", "Policy areas and sections"),
    "edges": Named("联系", "Links"),
    "canvas": Named("网络图：方向键移动，搜索框选择节点", "Network: arrow keys move, the search box chooses a node"),
    "filters": Named("图例与筛选", "Legend and filters"),
    "details": Named("详情", "Details"),
    "close": Named("关闭", "Close"),
    "hint": Named(
        "每个色块是一个政策领域或章节，深色方框是举措，绿色箭头指向其成效。点击节点，看事实与原文依据。",
        "Each card is a policy area or a section; dark boxes are initiatives, green arrows lead to their results. "
        "Click a node for its facts and the words that say them.",
    ),
    "aliases": Named("又名：", "also: "),
    "facts": Named("事实与依据", "Facts and their words"),
    "nofacts": Named("文中没有直接说到它。", "The text does not speak of it directly."),
    "links": Named("联系", "Linked with"),
    "offsets": Named("第 {start}–{end} 字", "characters {start}–{end}"),
    "asserted": Named("明言", "asserted"),
    "inherited": Named("承上文", "inherited"),
    "inferred": Named("推断", "inferred"),
}
SLOTS: dict[str, Named] = {
    "subject": Named("主体", "subject"),
    "indicator": Named("指标", "indicator"),
    "period": Named("时期", "period"),
    "scope": Named("范围", "scope"),
    "unit": Named("单位", "unit"),
    "initiative": Named("举措", "initiative"),
}
NO_AREA = Named("其他", "Other")
