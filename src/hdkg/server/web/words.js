// The words of the page, and YASGUI's own in Chinese (it speaks English only).

export const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";

const WORDS = {
  zh: {
    table: "表格", chart: "图表", network: "网络", response: "原文", boolean: "是否",
    questions: "问题目录", find: "查找问题", ask: "提问", page: "单独的页面", none: "没有符合的问题",
    link: "复制链接", copied: "链接已复制", copyThis: "请复制此链接：",
    kind: "形式", bar: "柱形图", line: "折线图", scatter: "散点图", across: "横轴", values: "数值", group: "分组", no: "（无）",
    from: "起点", to: "终点", edge: "连线文字",
    chartOf: (values, across, count) => `按“${across}”显示“${values}”的图表，${count} 个数值；同样的内容见表格`,
    networkOf: (nodes, edges) => `网络：${nodes} 个结点，${edges} 条连线；同样的内容见表格`,
    cut: (shown, all) => `只画出前 ${shown} 行（共 ${all} 行）`,
    selected: "选中：",
    editor: "SPARQL 编辑器", pageSize: "每页行数", completions: "补全",
    tab: "查询",
    failed: "服务器没有回答，请稍后再试",
  },
  en: {
    table: "Table", chart: "Chart", network: "Network", response: "Response", boolean: "Boolean",
    questions: "Questions", find: "Find a question", ask: "Ask", page: "A page of its own", none: "No question fits",
    link: "Copy link", copied: "The link is copied", copyThis: "Copy this link:",
    kind: "Kind", bar: "Bars", line: "Lines", scatter: "Points", across: "Across", values: "Values", group: "Groups", no: "(none)",
    from: "From", to: "To", edge: "Words on the edges",
    chartOf: (values, across, count) => `Chart of “${values}” by “${across}”, ${count} values; the table has the same`,
    networkOf: (nodes, edges) => `Network: ${nodes} nodes, ${edges} edges; the table has the same`,
    cut: (shown, all) => `Only the first ${shown} of ${all} rows are drawn`,
    selected: "Selected:",
    editor: "SPARQL editor", pageSize: "Rows on a page", completions: "Completions",
    tab: "Query",
    failed: "The server does not answer; try again in a moment",
  },
};

export const say = WORDS[language];

const CHINESE = {
  "Simple view": "简洁显示", Ellipse: "截短长文字", "Filter query results": "筛选结果", "Page size: ": "每页行数：",
  All: "全部", "Showing 0 to 0 of 0 entries": "没有行", "No data available in table": "没有结果",
  "No matching records found": "没有符合的行", "Add a new tab": "新建标签", "Add tab": "新建标签", "New Tab": "新建标签",
  "Rename Tab": "重命名", "Copy Tab": "复制标签", "Close Tab": "关闭标签", "Close other tabs": "关闭其他标签",
  "Undo close Tab": "恢复关闭的标签", "Close tab": "关闭标签", "Run query": "查询", "Query is valid": "查询",
  "Download result": "下载结果", "Download Results": "下载结果", "Download not supported": "不能下载", Download: "下载", "View documentation": "说明", "Abort query": "停止查询",
  "Query is invalid. Are you sure you want to execute it?": "查询有语法错误，仍要执行吗？",
  "Press CTRL - <spacebar> to autocomplete": "按 Ctrl+空格补全", "Nothing to autocomplete yet!": "还没有可补全的",
  "No results": "没有结果", "Show all": "显示全部", "Resize editor": "调整编辑器大小", True: "是", False: "否",
  "Unable to get response from endpoint. Possible reasons:": "服务器没有回答，可能的原因：",
  "Try query in a new browser window": "在新窗口中查询", "cannot render result": "这样的结果不能显示", Next: "下一页", Previous: "上一页", First: "首页", Last: "末页", pagination: "分页",
};
const PATTERNS = [
  [/^Showing ([\d,]+) to ([\d,]+) of ([\d,]+) entries$/, "第 $1 至 $2 行，共 $3 行"],
  [/^\(filtered from ([\d,]+) total entries\)$/, "（由 $1 行筛选）"],
  [/^([\d,]+) results? in ([\d.]+) seconds?$/, "$1 行，$2 秒"],
  [/^Response in ([\d.]+) seconds?$/, "用时 $1 秒"],
  [/^Shows (.+) view$/, "显示$1"],
  [/^Could not render results with the (.+) plugin, the results currently are rendered with the (.+) plugin\. ?$/, "这样的结果不能用“$1”显示，现用“$2”显示。"],
  [/^This line is invalid\. Expected: (.+)$/s, "此行有误，应为：$1"],
  [/^(.+): Activate to (?:sort|invert sorting|remove sorting)$/, "$1：排序"],
];
const ATTRIBUTES = ["title", "aria-label", "placeholder"];

function chinese(text) {
  const known = CHINESE[text] ?? CHINESE[text.trim()];
  if (known) return known;
  for (const [pattern, words] of PATTERNS) if (pattern.test(text.trim())) return text.trim().replace(pattern, words);
  return text;
}

// Of the data nothing is translated: results stand in these.
const DATA = ".CodeMirror, table.dataTable td, pre, option, .hdkg, .yasr_response";

function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (node.parentElement?.closest(DATA)) return;
    const words = chinese(node.data);
    if (words !== node.data) node.data = words;
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  for (const name of ATTRIBUTES) {
    const text = node.getAttribute(name);
    if (text && chinese(text) !== text) node.setAttribute(name, chinese(text));
  }
  for (const child of node.childNodes) translate(child);
}

/** Keep an element of YASGUI's in the page's language. */
export function speak(root) {
  if (language !== "zh") return;
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(translate);
      else translate(change.target);
    }
  }).observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
  translate(root);
}
