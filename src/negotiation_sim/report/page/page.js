// Draws the figures of the report from the data beside them. Asks no network for anything.
"use strict";
(function () {
  const CONFIG = JSON.parse(document.getElementById("plot-config").textContent);
  const drawn = [];
  for (const place of document.querySelectorAll(".plot")) {
    const data = JSON.parse(document.getElementById(place.id.replace(/^plot-/, "data-")).textContent);
    const layout = innerWidth < data.breakpoint ? data.narrow : data.wide;
    layout.autosize = true;
    place.style.height = `${layout.height}px`;
    drawn.push(Plotly.newPlot(place, data.data, layout, CONFIG));
  }
  Promise.all(drawn).then(function () {
    document.documentElement.dataset.drawn = String(Math.round(performance.now()));
  });

  // Paper has no folds: open everything before printing, and close it again after.
  let folded = [];
  addEventListener("beforeprint", function () {
    folded = [...document.querySelectorAll("details:not([open])")];
    folded.forEach((one) => (one.open = true));
  });
  addEventListener("afterprint", function () {
    folded.forEach((one) => (one.open = false));
  });
})();
