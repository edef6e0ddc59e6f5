// What the page says in its own words, in Chinese and in English.

const WORDS = {
  network: ["网络", "Network"], layers: ["举措与成效", "Results"], timeline: ["时间线", "Timeline"], charts: ["图表", "Charts"],
  table: ["表格", "Table"], browse: ["浏览", "Browse"], query: ["查询", "Query"], review: ["审核", "Review"],
  search: ["搜索：汉字、拼音或首字母", "Search: Chinese, pinyin or initials"],
  nothing: ["没有找到", "Nothing found"], other: ["其他", "Other"], none: ["未注明", "not stated"],
  undo: ["撤销", "Undo"], redo: ["重做", "Redo"], share: ["复制链接", "Copy link"], save: ["导出", "Export"], keys: ["快捷键", "Keys"],
  filters: ["图例与筛选", "Legend and filters"], views: ["视图", "Views"], details: ["详情", "Details"], close: ["关闭", "Close"],
  group: ["类别", "Classes"], relation: ["联系", "Links"], area: ["政策领域", "Policy areas"], year: ["年份", "Years"], periods: ["{n} 个时期", "{n} periods"],
  reading: ["确定性", "Certainty"], county: ["县", "County"], all: ["全部", "All"],
  asserted: ["明言", "asserted"], inherited: ["承上文", "inherited"], inferred: ["推断", "inferred"],
  begin: ["从一个县开始", "Begin with a county"], reset: ["清除筛选", "Clear filters"], clear: ["清空画布", "Clear canvas"],
  fit: ["全图", "Fit"], tidy: ["重新排列", "Rearrange"], arrange: ["按联系排列", "Arrange by links"], cards: ["按领域排列", "Arrange by area"],
  counts: ["{n} 个节点，{m} 条联系", "{n} nodes, {m} links"], hiding: ["（筛去 {k} 个）", " ({k} filtered out)"],
  left: ["画布最多 {n} 个节点", "The canvas holds at most {n} nodes"],
  aliases: ["又名：", "Also: "], page: ["数据页", "Data page"], remove: ["移出画布", "Remove"], from: ["以此为起点", "Path from here"],
  to: ["路径至此", "Path to here"], path: ["最短路径", "Shortest path"], starting: ["起点：{a}。请选终点。", "From {a}. Choose where to."],
  links: ["联系", "Links"], expand: ["展开 {n}", "Add {n}"], collapse: ["收起", "Collapse"], every: ["全部展开", "Add all"],
  nolinks: ["没有联系", "No links"], shown: ["{k}/{n} 在画布上", "{k} of {n} on the canvas"],
  facts: ["事实与依据", "Facts and their words"], nofacts: ["文中没有直接说到它。", "The text does not speak of it directly."],
  place: ["第 {a}–{b} 字", "characters {a}–{b}"], open: ["在原文中看", "Show in the source"], cite: ["引用", "Cite"], copy: ["复制", "Copy"],
  copied: ["已复制", "Copied"], selection: ["选中的节点", "Selected nodes"], selected: ["选中 {n} 个", "{n} selected"],
  only: ["只留这些", "Keep only these"], expandall: ["展开", "Expand"], between: ["两者路径", "Path between"], unselect: ["取消选择", "Clear selection"],
  exported: ["导出只含选中的", "Exports hold the selection alone"], pick: ["选择", "Select"],
  keptviews: ["视图存档", "Saved views"], viewname: ["给当前视图起名", "Name for the present view"], keep: ["存下", "Save"],
  viewkept: ["已存“{f}”，只存在本浏览器中", "“{f}” is saved, in this browser only"], unkept: ["浏览器不让存储", "The browser keeps nothing for this page"],
  forget: ["删去“{f}”", "Forget “{f}”"], noviews: ["还没有存下的视图", "No views saved yet"],
  colour: ["颜色表示", "Colours show"], source: ["原文", "Source"], notext: ["原文不在手边。", "The text of this source is not at hand."],
  canvas: ["网络图。方向键选择相邻节点，回车展开，删除键移出，加减键缩放，0 显示全图。同样的内容见“表格”。",
    "Network. Arrow keys choose the next node, Enter expands, Delete removes, plus and minus zoom, 0 shows all. The table holds the same."],
  loading: ["正在读图……", "Reading the graphs …"],
  empty: ["画布是空的：搜索一个名字，或从一个县开始。", "The canvas is empty: search for a name, or begin with a county."],
  name: ["名称", "Name"], kind: ["类", "Class"], degree: ["联系数", "Links"], start: ["起", "From"], end: ["止", "To"],
  nodes: ["节点", "Nodes"], csv: ["下载 CSV", "Download CSV"],
  participants: ["参与方", "Participants"], initiative: ["举措", "Initiative"], output: ["产出", "Outputs"], outcome: ["成果与成效", "Outcomes and results"],
  nolayers: ["画布上的举措没有写明成效。", "No initiative on the canvas reports a result."],
  date: ["日期", "Date"], what: ["事项", "What"], noevents: ["没有按日或按月记载的事项。", "Nothing is dated to a day or month."],
  growth: ["增速（%）", "Growth (%)"], ranks: ["位次", "Ranks"], series: ["指标历年", "Indicator over the years"],
  indicator: ["指标", "Indicator"], period: ["时期", "Period"], value: ["数值", "Value"], scope: ["范围", "Among"], rank: ["位次", "Rank"],
  partyear: ["空心点：不足一年的数据", "Hollow points: figures of less than a year"], nodata: ["没有数据", "No data"],
  add: ["加入画布", "Add to the canvas"], addall: ["全部加入", "Add all listed"], found: ["{n} 个", "{n} found"], more: ["更多", "More"], morelinks: ["再列 {n} 个", "List {n} more"], further: ["，另有 {n} 个未列出（见“详情”）", "; {n} more are listed under Details"],
  sparql: ["SPARQL（SELECT 或 CONSTRUCT）", "SPARQL (SELECT or CONSTRUCT)"], run: ["结果放上画布", "Put the results on the canvas"],
  ofview: ["本视图的 SPARQL", "SPARQL of this view"], noresult: ["结果中没有图里的节点。", "The results name nothing that can be drawn."],
  concern: ["缘由", "Concern"], words: ["原文", "Words"], says: ["读作", "Read as"], why: ["理由", "Reason"], who: ["审核人", "Reviewer"], token: ["令牌", "Token"],
  accept: ["接受", "Accept"], correct: ["更正", "Correct"], reject: ["否决", "Reject"], decide: ["决定", "Decide"], decision: ["决定", "Decision"], submit: ["提交", "Submit"], article: ["文章", "Article"], item: ["条目", "Item"],
  slots: ["更正（每行：槽=值）", "Correction (a line each: slot=value)"], misfit: ["不再适用的更正", "misfit"], doubtful: ["存疑", "doubtful"],
  "is-open": ["未读懂", "not understood"],
  readonly: ["本服务器不收决定：用 --token 启动。", "This server takes no decisions: start it with --token."],
  noreview: ["没有待看的条目。", "Nothing to look at."],
  kept: ["已记入 {f}；下次构建生效。", "Kept in {f}; the next build applies it."], nosources: ["原文不在手边：以下是图中所记，不能在此决定。", "No sources are at hand: this is what the graphs say; decide with hdkg review."],
  away: ["原文不在手边", "article not at hand"],
  someaway: ["原文不在手边的条目只是图中所记，不能在此决定：把文章放进 --sources 的文件夹，或用 hdkg review。",
    "Where the article is not at hand, the row is what the graph says, and cannot be decided here: put the article into the folder of --sources, or use hdkg review."],
  failed: ["没有得到结果：{e}", "There is no answer: {e}"],
  expanded: ["加入 {n} 个节点", "{n} nodes added"], saved: ["已保存 {f}", "{f} saved"],
};

const KEYS = {
  "/": ["搜索", "Search"], "Ctrl Z": ["撤销", "Undo"], "Ctrl Shift Z": ["重做", "Redo"], "1 – 8": ["切换视图", "Change the view"],
  "Shift + ▸": ["按住 Shift：点击选中或取消，拖动框选", "With Shift held: a click selects or lets go, a drag selects by a frame"],
  Space: ["选中所选节点（画布上）", "Select the chosen node (on the canvas)"], a: ["全选（画布上）", "Select all (on the canvas)"],
  "← ↑ → ↓": ["选择相邻节点（画布上）", "Choose the next node (on the canvas)"], Enter: ["展开所选节点（画布上）", "Expand the chosen node (on the canvas)"],
  Delete: ["移出所选节点（画布上）", "Remove the chosen node (on the canvas)"], "+ − 0": ["放大、缩小、全图（画布上）", "Zoom in, out, fit (on the canvas)"],
  Esc: ["关闭", "Close"], "?": ["快捷键", "Keys"],
};

export const lang = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
const index = lang === "zh" ? 0 : 1;

/** Say something in the page's language. @param {string} key @param {Object<string, string|number>} [values] */
export function say(key, values = {}) {
  let text = (WORDS[key] || [key, key])[index];
  for (const [name, value] of Object.entries(values)) text = text.replace(`{${name}}`, () => String(value));
  return text;
}

/** The keys, and what they do. @returns {[string, string][]} */
export const keys = () => Object.entries(KEYS).map(([key, said]) => [key, said[index]]);

/** A thing's name in the page's language. @param {{zh: string, en: string}} thing */
export const named = (thing) => thing[lang] || thing.zh;
