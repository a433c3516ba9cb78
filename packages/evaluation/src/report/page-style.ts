// How the page looks: light and dark, on a phone, by keyboard, on paper.

import { html, type Markup } from "./html.ts";

export const STYLE: Markup = html`<style>
:root{color-scheme:light;
--page:#fcfcfb;--card:#f3f2ee;--ink:#14140f;--soft:#55544e;--rule:#dcdbd4;--accent:#1c5fb8;
--s0:#2a6fc9;--s1:#c8571b;--s2:#147a52;--for:#2a6fc9;--against:#c23b3b;--good:#147a52;--warn:#8a5a00;--bad:#b3261e}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;
--page:#171716;--card:#22221f;--ink:#f2f1ec;--soft:#b4b2a7;--rule:#3a3935;--accent:#86b8f7;
--s0:#5b9df0;--s1:#ec8a4f;--s2:#41b883;--for:#5b9df0;--against:#ec7676;--good:#41b883;--warn:#e0ad45;--bad:#f28b82}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;text-size-adjust:100%;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:62rem;padding:1.5rem clamp(1rem,4vw,2rem) 4rem;background:var(--page);color:var(--ink);font:1rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 1rem}
h2{font-size:1.2rem;line-height:1.3;margin:0 0 .75rem}
h3{font-size:1rem;margin:1.5rem 0 .5rem}
p{margin:0 0 .75rem;max-width:44rem}
small,.n,text{font-variant-numeric:tabular-nums}
a{color:var(--accent)}
code{font-size:.85em;color:var(--soft)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px}
main:focus{outline:none}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;padding:.5rem 1rem;background:var(--page);z-index:1}
nav ul,.legend,.checks{list-style:none;margin:0;padding:0}
nav ul{display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;padding:.6rem 0;border:solid var(--rule);border-width:1px 0}
nav a{display:inline-block;padding:.2rem 0;text-decoration:none}
nav a:hover{text-decoration:underline}
section{margin-top:3rem;scroll-margin-top:1rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;margin:1.5rem 0}
.tiles div{background:var(--card);border-radius:.5rem;padding:.75rem 1rem}
dt,small{color:var(--soft);font-size:.85rem}
dd{margin:0}
.tiles strong{display:block;font-size:1.5rem;line-height:1.3;font-weight:600}
.tiles small{display:block;line-height:1.35}
.scroll{overflow-x:auto;margin:0 0 1rem}
table{border-collapse:collapse;font-size:.92rem}
th,td{overflow-wrap:break-word;padding:.35rem .9rem .35rem 0;border-bottom:1px solid var(--rule);text-align:start;vertical-align:top;max-width:30rem;font-weight:400}
thead th{color:var(--soft);font-size:.85rem;vertical-align:bottom;white-space:nowrap}
tbody th{min-width:6rem;max-width:16rem}
:is(td,th):last-child{padding-right:0}
.n{text-align:right;white-space:nowrap}
td .bar{display:block;width:5.5rem;height:4px;margin:.15rem 0 .1rem auto}
.track{fill:var(--rule)}.fill{fill:var(--s0)}
#errors td:last-child{min-width:17rem;max-width:38rem;overflow-wrap:anywhere}
#errors .name{margin:0 0 .25rem;color:var(--soft)}
#settings td,#settings th{overflow-wrap:anywhere}
.heat th,.heat td{padding:.35rem .5rem;border:0;vertical-align:middle}
.heat thead th{vertical-align:bottom;max-width:8rem;white-space:normal;text-align:center}
.heat tbody th{text-align:end;max-width:12rem;color:var(--soft);font-size:.85rem}
.heat .upright span{writing-mode:vertical-rl;transform:rotate(180deg);max-height:10rem;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.heat td{min-width:2.6rem;text-align:center;font-variant-numeric:tabular-nums;border:2px solid var(--page)}
.right{--hue:var(--for)}.wrong{--hue:var(--s1)}
.heat .h0{color:var(--soft)}
.h1{background:color-mix(in srgb,var(--hue) 9%,var(--page))}
.h2{background:color-mix(in srgb,var(--hue) 18%,var(--page))}
.h3{background:color-mix(in srgb,var(--hue) 27%,var(--page))}
.h4{background:color-mix(in srgb,var(--hue) 36%,var(--page))}
.h5{background:color-mix(in srgb,var(--hue) 45%,var(--page))}
.h6{background:color-mix(in srgb,var(--hue) 54%,var(--page))}
.key{padding:.1rem .5rem;border-radius:.2rem}
figure{margin:0 0 1rem}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:.5rem 2rem}
.chart{display:block;width:100%;max-width:30rem;height:auto;overflow:visible}
.chart text{font-size:11px;fill:var(--soft);stroke:var(--page);stroke-width:3px;paint-order:stroke}
.chart .title{fill:var(--ink)}
.grid{stroke:var(--rule)}
.marker{stroke:var(--soft);stroke-dasharray:4 4}
.s0{--c:var(--s0)}.s1{--c:var(--s1)}.s2{--c:var(--s2)}
.line{fill:none;stroke:var(--c);stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
.s1.line{stroke-dasharray:7 5}.s2.line{stroke-dasharray:1 5}
.dot{fill:var(--c);stroke:var(--page);stroke-width:1}
.whisker{fill:none;stroke:var(--c);stroke-width:1.5;opacity:.6}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin-bottom:.5rem;font-size:.92rem}
.legend svg{width:28px;height:8px;margin-right:.5rem;overflow:visible}
details{margin:.25rem 0 1rem}
summary{cursor:pointer;color:var(--accent);padding:.25rem 0;width:fit-content}
.words{line-height:1.75}
mark{color:inherit;background:none;border-radius:.15rem;text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:.2em}
.for{--hue:var(--for);text-decoration-color:var(--for)}
.against{--hue:var(--against);text-decoration-color:var(--against);text-decoration-style:dashed}
.w1{background:color-mix(in srgb,var(--hue) 8%,var(--page))}
.w2{background:color-mix(in srgb,var(--hue) 22%,var(--page));font-weight:500}
.w3{background:color-mix(in srgb,var(--hue) 38%,var(--page));font-weight:700}
.checks li{display:flex;gap:.75rem;padding:.4rem 0;border-bottom:1px solid var(--rule)}
.sign{flex:none;width:1.25rem;text-align:center;font-weight:700}
.fail .sign,.fail strong{color:var(--bad)}.warn .sign,.warn strong{color:var(--warn)}.pass .sign,.pass strong{color:var(--good)}
@media(max-width:40rem){th,td{padding-right:.6rem}
td .bar{width:3.4rem}
tbody th{max-width:9rem}
.heat :is(td,th){padding:.35rem .25rem}
.heat td{min-width:2.1rem}
#errors :is(table,thead,tbody){display:block}
#errors tr{display:grid;grid-template-columns:5rem 1fr 1fr;border-bottom:1px solid var(--rule)}
#errors :is(td,th){border:0;text-align:start;min-width:0;overflow-wrap:anywhere}
#errors :is(td,th):last-child{grid-column:1/-1;min-width:0;padding-top:0}}
@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media(forced-colors:active){.h1,.h2,.h3,.h4,.h5,.h6,mark,.fill,.track,.line,.dot,.whisker{forced-color-adjust:none}}
@media print{:root{--page:#fff}
body{max-width:none;padding:0;font-size:10pt}
nav,.skip,details:not([open]){display:none}
.scroll{overflow:visible}
section{margin-top:1.5rem}
h2,h3{break-after:avoid}
figure,tr,li,.tiles{break-inside:avoid}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
</style>`;
