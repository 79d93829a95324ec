"""The fixed parts of the HTML page: its head with the style, and the script that filters."""

# Nothing is fetched and nothing is sent: the policy holds even if a document smuggled in markup.
HEAD = """\
<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="generator" content="goalint">
<title>{title}</title>
<style>
body {{ font: 15px/1.6 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif; margin: 0 auto; max-width: 60em;
  padding: 1em 1.5em 4em; color: #222; background: #fff; }}
h1 {{ font-size: 1.5em; margin: .5em 0; }}
h2 {{ font-size: 1.15em; margin: 2em 0 0; padding-top: .6em; border-top: 2px solid #444; overflow-wrap: anywhere; }}
h3 {{ font-size: 1em; margin: 1.2em 0 .3em; }}
.known {{ margin: .2em 0; color: #555; }}
.clean {{ color: #1b7a35; font-weight: bold; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border: 1px solid #ccc; padding: .2em .6em; text-align: left; overflow-wrap: anywhere; }}
th {{ background: #eef1f5; font-weight: normal; }}
td:nth-child(n+3) {{ text-align: right; }}
td.error, .error > b {{ color: #b3261e; }}
td.warning, .warning > b {{ color: #8a5a00; }}
td.info, .info > b {{ color: #1f5fa8; }}
td.none {{ color: #aaa; }}
ul {{ list-style: none; margin: 0; padding: 0; }}
.project li {{ margin: .4em 0; padding: .3em .8em; border-left: 4px solid #ccc; background: #fafafa; }}
.project li.error {{ border-color: #d9483f; background: #fdf3f2; }}
.project li.warning {{ border-color: #e0a52b; background: #fffaef; }}
.project li.info {{ border-color: #5b93d0; background: #f3f8fd; }}
.code {{ font-family: Consolas, monospace; color: #555; }}
.place {{ color: #666; white-space: nowrap; }}
.unsure {{ color: #666; border: 1px solid #bbb; border-radius: .3em; padding: 0 .3em; font-size: .85em; }}
.state {{ border-radius: .3em; padding: 0 .4em; font-size: .85em; background: #e3e7ec; color: #444; }}
.state.new {{ background: #f6d9d5; color: #8c1d18; }}
.before li {{ margin: .3em 0; }}
.before .place {{ white-space: normal; }}
blockquote {{ margin: .2em 0 .2em 1.2em; color: #444; overflow-wrap: anywhere; }}
blockquote span {{ color: #777; }}
mark {{ background: #ffe08a; }}
.advice {{ margin: .2em 0 0 1.2em; color: #1f5d3a; }}
.unchecked {{ margin-top: 1em; padding: .1em 1em .6em; background: #f1f1f1; border-left: 4px solid #888; }}
.rules dt {{ margin-top: .5em; }}
.rules dd {{ margin: 0 0 0 1.2em; color: #555; }}
#filter {{ position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: .3em 1.2em; align-items: center; padding: .5em 0;
  background: #fff; border-bottom: 1px solid #ccc; }}
#filter[hidden], .hidden {{ display: none; }}
#filter input[type=search] {{ flex: 1 1 14em; font: inherit; padding: .15em .5em; }}
@media print {{ #filter {{ display: none; }} .project li {{ break-inside: avoid; }} h2 {{ break-after: avoid; }} }}
</style>
</head>
<body>"""

SCRIPT = """\
<script>
(function () {
  "use strict";
  var form = document.getElementById("filter");
  if (!form) { return; }
  form.hidden = false;
  var items = Array.prototype.slice.call(document.querySelectorAll(".project li"));
  var texts = items.map(function (item) {
    var of = item.closest(".project").querySelector("h3");
    return ((of ? of.textContent : "") + " " + item.textContent).toLowerCase();
  });
  function apply() {
    var on = {};
    form.querySelectorAll("input[type=checkbox]").forEach(function (box) { on[box.value] = box.checked; });
    var words = form.querySelector("input[type=search]").value.toLowerCase().split(/\\s+/);
    var shown = 0;
    items.forEach(function (item, index) {
      var keep = on[item.classList[0]] && (on.unsure || !item.classList.contains("doubtful")) &&
        words.every(function (word) { return texts[index].indexOf(word) >= 0; });
      item.classList.toggle("hidden", !keep);
      if (keep) { shown += 1; }
    });
    document.querySelectorAll(".project").forEach(function (project) {
      project.classList.toggle("hidden", !project.querySelector("li:not(.hidden)"));
    });
    form.querySelector("output").value = shown + " / " + items.length;
  }
  form.addEventListener("input", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  apply();
})();
</script>
"""
