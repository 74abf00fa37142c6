// Draws each chart from the specification that stands beside its place, as SVG: it prints, and its links work.
const dark = matchMedia("(prefers-color-scheme: dark)").matches && !matchMedia("print").matches;
const ink = dark ? "#e6e8ec" : "#1b1d22";
const config = {
  background: "transparent", view: { stroke: null },
  axis: { labelColor: ink, titleColor: ink, gridColor: dark ? "#2a2e37" : "#e2e5ea", domainColor: ink, tickColor: ink },
  legend: { labelColor: ink, titleColor: ink, symbolBaseFillColor: ink, labelLimit: Math.min(600, innerWidth - 220), layout: { bottom: { direction: "vertical", anchor: "start" } } }, text: { color: ink },
  font: "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif",
};
for (const script of document.querySelectorAll("script[data-chart]")) {
  const spec = JSON.parse(script.textContent);
  delete spec.config;
  const place = document.getElementById(`chart-${script.dataset.chart}`);
  window.vegaEmbed(place, spec, { renderer: "svg", actions: false, config }).then(() => {
    // Where a picture is wider than the screen, its middle is seen first.
    place.parentElement.scrollLeft = (place.scrollWidth - place.parentElement.clientWidth) / 2;
  });
}
