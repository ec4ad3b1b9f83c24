"""The look of the page on paper and on a screen; in the page itself, because it may fetch nothing."""

STYLE = """
@page { size: A4; margin: 16mm 15mm 18mm 20mm }
* { box-sizing: border-box }
body { max-width: 175mm; margin: 12mm auto; padding: 0 4mm; color: #1a1a1a; background: #fff;
  font: 10.5pt/1.42 "PT Sans", "Segoe UI", "Liberation Sans", Arial, sans-serif }
h1 { font-size: 17pt; line-height: 1.2; margin: 0 0 4mm; overflow-wrap: anywhere }
h2 { font-size: 11.5pt; margin: 6mm 0 1.5mm; break-after: avoid }
p { margin: 0 0 2mm }
.answer { border: 1.5pt solid #1f4e79; border-radius: 2mm; padding: 3mm 4mm; margin: 0 0 5mm; break-inside: avoid }
dl { display: grid; grid-template-columns: 44mm 1fr; gap: 1mm 4mm; margin: 0 }
dt { color: #555 }
dd { margin: 0; overflow-wrap: anywhere }
.answer dl { gap: .6mm 4mm }
.answer .moment { font-size: 12.5pt; font-weight: 700 }
table { width: 100%; border-collapse: collapse; font-size: 9.5pt; font-variant-numeric: tabular-nums }
thead { display: table-header-group }
tr { break-inside: avoid }
th { text-align: left; font-weight: 600; border-bottom: 1pt solid #1a1a1a; padding: 1mm 3mm 1mm 0 }
td { border-bottom: .5pt solid #c8c8c8; padding: .8mm 3mm .8mm 0; vertical-align: top; overflow-wrap: break-word }
td span { white-space: nowrap }
td:nth-child(2):nth-last-child(2) { min-width: 44mm }
.note { border-left: 2.5pt solid #b45309; padding-left: 3mm; margin-top: 3mm }
.check { break-inside: avoid }
figure { margin: 4mm 0 0; break-inside: avoid }
svg { width: 100%; height: auto; display: block }
svg text { font: 10px "PT Sans", "Segoe UI", "Liberation Sans", Arial, sans-serif; fill: #444 }
svg .date { text-anchor: end; font-size: 11px }
svg .off { fill: #767676; font-style: italic }
svg .hour { text-anchor: middle }
svg .grid { stroke: #dcdcdc; stroke-width: .6 }
.service { fill: #e3e6ea; background: #e3e6ea }
.counted { fill: #2f6ea5; background: #2f6ea5 }
.paused { fill: #d97706; background: #d97706 }
.start { stroke: #15803d; fill: #15803d; stroke-width: 1.6; background: #15803d }
.due { stroke: #b91c1c; fill: #b91c1c; stroke-width: 1.6; background: #b91c1c }
figcaption { font-size: 8.5pt; color: #444; margin-top: 1mm }
figcaption span { margin-right: 5mm; white-space: nowrap }
figcaption i { display: inline-block; width: 3.2mm; height: 3.2mm; margin-right: 1.2mm; vertical-align: -.4mm }
figcaption i.start, figcaption i.due { width: 1mm }
footer { margin-top: 7mm; padding-top: 2mm; border-top: .5pt solid #c8c8c8; font-size: 8.5pt; color: #555;
  overflow-wrap: anywhere }
@media print { body { max-width: none; margin: 0; padding: 0 }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact } }
@media screen and (max-width: 600px) { dl { grid-template-columns: 1fr } dt { margin-top: 1.5mm }
  table { font-size: 8.5pt } th, td { padding-right: 1.5mm }
  td:nth-child(2):nth-last-child(2) { min-width: 0 } .wide { overflow-x: auto } svg { min-width: 150mm } }
"""
