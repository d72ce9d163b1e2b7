"""How the page of a report looks, on screen and on A4."""

STYLE = """
@page { size: A4; margin: 16mm 14mm; }
body { margin: 0; background: #f4f4f2; color: #1b1b1b; font: 15px/1.5 sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 2rem; background: #fff; }
h1 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 .5rem; }
h2 { margin: 2rem 0 .75rem; padding-bottom: .25rem; border-bottom: 2px solid #1f5fa8; font-size: 1.2rem; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1.05rem; }
h4 { margin: 1.25rem 0 .5rem; font-size: .95rem; }
a { color: #174a84; }
nav a { margin-right: 1rem; }
.note, figcaption { color: #555; font-size: .85rem; }
figure { margin: 0 0 1rem; }
figure svg { display: block; width: 100%; height: auto; }
table { width: 100%; border-collapse: collapse; margin: .5rem 0 1rem; font-size: .85rem; }
th, td { padding: .3rem .5rem; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; }
th, td { overflow-wrap: break-word; }
figure svg rect.reactive { stroke: #fff !important; stroke-width: 1px !important; }
th { background: #eef3f8; }
#dinero td:last-child, #dinero th:last-child { text-align: right; white-space: nowrap; }
#dinero td:nth-child(2) { white-space: nowrap; }
#tiempo td:first-child { white-space: nowrap; }
article { margin: 0 0 .75rem; padding: .25rem .75rem; border-left: 3px solid #d0d7de; }
article p { margin: 0; font-size: .85rem; }
blockquote { margin: .15rem 0 0; white-space: pre-line; overflow-wrap: anywhere; }
:target { background: #fff6cc; }
@media print {
  body { background: #fff; font-size: 10pt; }
  main { max-width: none; padding: 0; }
  nav, summary { display: none; }
  article { font-size: 9pt; }
  a { color: inherit; }
  h2, h3, h4 { page-break-after: avoid; break-after: avoid; }
  figure, tr, article { page-break-inside: avoid; break-inside: avoid; }
  thead { display: table-header-group; }
}
"""
