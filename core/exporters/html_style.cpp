// The page's style. Colours are those of the window's two themes (app/widgets/theme.cpp), by
// meaning.
#include "core/exporters/html_parts.h"

namespace core::exporters {

std::string_view html_style() {
  return R"css(
:root{color-scheme:light dark;--window:#e9edf1;--panel:#fff;--raised:#f4f6f8;--line:#dce1e7;
  --strong:#b4bdc8;--text:#191e25;--muted:#4a5562;--faint:#5f6a77;--error:#b3202b;
  --warning:#8f4f00;--information:#1f5aa8;--good-fill:#d8f3e2;--good:#0b5a2f;--mark:#ffd9a0;
  --mark-text:#4a2b00;--replayed-fill:#eef1f4;--replayed:#8a95a3;--fresh-fill:#d8f3e2;
  --fresh:#1c8f4e;--waiting-fill:#dfecff;--waiting:#2c6fcb;--diverged-fill:#ffdfdf;
  --diverged:#d42834;--failed-fill:#fce4ec;--failed:#bf2259;--bad-fill:#ffdfdf;--bad:#8c0f18;
  --guard-fill:#ffecd0;--guard:#734000;--odd-fill:#eef1f4;--odd:#414c59}
@media (prefers-color-scheme:dark) {
  :root{--window:#0e1115;--panel:#161a20;--raised:#1b2027;--line:#2a313b;--strong:#434e5c;
    --text:#e6eaf0;--muted:#a7b1be;--faint:#8d98a8;--error:#ff7a80;--warning:#f2ae5c;
    --information:#86b9f7;--good-fill:#143d29;--good:#8eebb4;--mark:#5c430f;--mark-text:#ffe3ad;
    --replayed-fill:#262c35;--replayed:#647081;--fresh-fill:#143d29;--fresh:#3da86b;
    --waiting-fill:#142a47;--waiting:#4a8ce0;--diverged-fill:#4d161b;--diverged:#ff5c66;
    --failed-fill:#371522;--failed:#e0527f;--bad-fill:#4d161b;--bad:#ffc2c4;--guard-fill:#452e0e;
    --guard:#ffd59a;--odd-fill:#232933;--odd:#bcc5d0}
}
*{box-sizing:border-box}
html{background:var(--window);color:var(--text);
  font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
  font-variant-numeric:tabular-nums}
body{max-width:1180px;margin:0 auto;padding:32px 24px 64px}
h1{font-size:15px;font-weight:600;margin:0;color:var(--muted)}
h2{font-size:17px;margin:0;overflow-wrap:anywhere}
h5{font-size:11px;font-weight:600;margin:0 0 4px;color:var(--faint);text-transform:uppercase;
  letter-spacing:.06em}
p{margin:8px 0}
a{color:var(--information)}
code,pre,.stairs text{font-family:ui-monospace,"SF Mono","Cascadia Mono","DejaVu Sans Mono",Menlo,
  Consolas,monospace}
code,pre{font-size:12.5px;overflow-wrap:anywhere;white-space:pre-wrap}
.quiet{color:var(--faint)}
.shapes{position:absolute}
.panel{background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:20px 24px;
  margin:16px 0}
.verdict{font-size:24px;line-height:1.3;font-weight:650;letter-spacing:-.01em;margin:4px 0 12px}
.bar{display:flex;height:10px;gap:2px;border-radius:5px;overflow:hidden;margin:16px 0 12px}
.bar .safe{fill:var(--fresh)}
.bar .breaks{fill:var(--diverged)}
.bar .needs_guard{fill:var(--guard)}
.bar .not_judged{fill:var(--replayed)}
.bar svg{width:100%;height:10px}
.facts{display:flex;flex-wrap:wrap;gap:4px 24px;margin:0;color:var(--muted)}
.facts b{color:var(--text);font-weight:600}
.state{display:inline-block;border-radius:4px;padding:0 7px;font-size:12px;font-weight:600;
  white-space:nowrap}
.state::before{margin-right:5px}
.state.safe{background:var(--good-fill);color:var(--good)}
.state.safe::before{content:"✓"}
.state.breaks{background:var(--bad-fill);color:var(--bad)}
.state.breaks::before{content:"✕"}
.state.needs_guard{background:var(--guard-fill);color:var(--guard)}
.state.needs_guard::before{content:"!"}
.state.not_judged{background:var(--odd-fill);color:var(--odd)}
.state.not_judged::before{content:"?"}
table{border-collapse:collapse;width:100%}
th{font-size:11px;text-align:left;color:var(--faint);font-weight:600;text-transform:uppercase;
  letter-spacing:.06em}
th,td{padding:7px 12px 7px 0;border-bottom:1px solid var(--line);vertical-align:top;
  overflow-wrap:anywhere}
tr:last-child td{border-bottom:0}
.corpus td:first-child{white-space:nowrap}
.number{text-align:right;white-space:nowrap}
.scroll{overflow-x:auto}
section.history>header{display:flex;gap:12px;align-items:baseline;flex-wrap:wrap}
.reason{font-size:15px;margin:6px 0 10px}
.stairs{margin:16px 0;border:1px solid var(--line);border-radius:8px;background:var(--raised);
  padding:8px 12px}
.stairs svg{display:block}
.stairs text{font-size:11.5px;fill:var(--muted)}
.stairs .p{text-anchor:end;fill:var(--faint)}
.stairs .y{fill:var(--faint)}
.stairs .end{fill:var(--muted)}
.stairs .bad{fill:var(--error)}
.stairs .confirming text{font-style:italic}
.stairs figcaption{display:flex;flex-wrap:wrap;gap:4px 18px;align-items:center;font-size:12px;
  color:var(--muted);border-top:1px solid var(--line);margin-top:6px;padding-top:8px}
.key{display:inline-flex;align-items:center;gap:6px}
rect.replayed{fill:var(--replayed-fill);stroke:var(--replayed)}
rect.fresh{fill:var(--fresh-fill);stroke:var(--fresh)}
.fresh-sign{fill:var(--fresh)}
path.waiting{fill:var(--waiting-fill);stroke:var(--waiting)}
.waiting-sign{fill:none;stroke:var(--waiting);stroke-width:1.8}
rect.diverged{fill:var(--diverged-fill);stroke:var(--diverged);stroke-width:1.5}
.diverged-sign{stroke:var(--diverged);stroke-width:2.4;stroke-linecap:round}
.hatch{stroke:var(--diverged);stroke-opacity:.35;stroke-width:1.5}
rect.failed{fill:var(--failed-fill);stroke:var(--failed);stroke-width:1.5}
.failed-sign{stroke:var(--failed);stroke-width:2.4;stroke-linecap:round}
.suspect{fill:none;stroke:var(--diverged);stroke-width:1.5;stroke-dasharray:4 3}
.card{border:1px solid var(--line);border-left:3px solid var(--strong);border-radius:8px;
  padding:14px 18px;margin:14px 0;break-inside:avoid}
.card.error{border-left-color:var(--error)}
.card.warning{border-left-color:var(--warning)}
.card.information{border-left-color:var(--information)}
.card.consequence{opacity:.85}
.card header{display:flex;flex-wrap:wrap;gap:8px;align-items:baseline;color:var(--muted);
  font-size:13px}
.tag{display:inline-block;border:1px solid var(--strong);border-radius:4px;padding:0 6px;
  font-size:11.5px;color:var(--muted);white-space:nowrap}
.tag.error{color:var(--error);border-color:currentColor}
.tag.warning{color:var(--warning);border-color:currentColor}
.tag.information{color:var(--information);border-color:currentColor}
.tag.proven{color:var(--error);border-color:currentColor}
.tag.likely{color:var(--warning);border-color:currentColor}
.what{font-size:15px;overflow-wrap:anywhere}
pre{margin:8px 0;background:var(--raised);border:1px solid var(--line);border-radius:6px;
  padding:8px 12px}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:12px;
  margin:12px 0}
.side{background:var(--raised);border:1px solid var(--line);border-top:2px solid var(--strong);
  border-radius:6px;padding:8px 12px}
.side.expected{border-top-color:var(--fresh)}
.side.actual{border-top-color:var(--diverged)}
mark{background:var(--mark);color:var(--mark-text);border-radius:3px;padding:0 1px;
  font-weight:600}
dl{margin:8px 0 0}
.row{display:grid;grid-template-columns:88px 1fr;gap:12px;padding:4px 0}
dt{color:var(--faint)}
dd{margin:0;overflow-wrap:anywhere}
q{font-style:italic}
q::before,q::after{content:""}
.causes{margin:4px 0;padding-left:20px}
.edit{margin:4px 0}
.edit span{display:block}
.edit .out{color:var(--error)}
.edit .in{color:var(--fresh)}
.calls{font-size:13px;margin:16px 0}
.calls caption{text-align:left;color:var(--muted);padding-bottom:4px}
.calls .differs td:first-child{color:var(--error);font-weight:600;white-space:nowrap}
.calls .same code,.calls .gap{color:var(--faint)}
details>summary{cursor:pointer;color:var(--muted)}
footer{color:var(--faint);font-size:12.5px;margin-top:32px}
@media print {
  html{background:none;font-size:11px}
  body{max-width:none;padding:0}
  .panel{break-inside:auto;border-color:#bbb}
  .scroll{overflow:visible}
  .stairs svg{max-width:100%;height:auto}
  a{color:inherit;text-decoration:none}
  *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
)css";
}

}  // namespace core::exporters
