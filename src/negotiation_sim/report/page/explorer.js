// Redraws the bars of the explorer from counts that were played beforehand; nothing is simulated here.
"use strict";
(function () {
  const holder = document.getElementById("explorer-data");
  if (!holder) return;
  const data = JSON.parse(holder.textContent);
  const CONFIG = JSON.parse(document.getElementById("plot-config").textContent);
  const bars = document.getElementById("explorer-bars");
  const said = document.getElementById("explorer-said");
  const table = document.getElementById("explorer-table");
  const scenarios = document.getElementById("explorer-scenario");
  const interventions = document.getElementById("explorer-intervention");
  const sliders = [...document.querySelectorAll(".explorer-slider")];
  const pinnedSaid = document.getElementById("explorer-pinned");
  const Z = 1.959963984540054;
  const BASELINE = "baseline";

  /** The bars that stay while the others move: levels of the sliders, and an arm of a scenario. */
  let pinned = null;

  /** Wilson's score interval of a share, as negotiation_sim.analysis.summary.wilson_interval. */
  function wilson(count, n) {
    if (n === 0) return [0, 1];
    const share = count / n;
    const centre = (share + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n);
    const half = (Z / (1 + (Z * Z) / n)) * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
    return [count > 0 ? centre - half : 0, count < n ? centre + half : 1];
  }

  /** Two decimals, and no zero for what is only rare. */
  function number(share) {
    return share > 0 && share < 0.005 ? "<0.01" : share.toFixed(2);
  }

  function interval(count, n) {
    return wilson(count, n).map(number).join("–");
  }

  /** plotly reads markup in its texts: show it instead. */
  function plain(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  }

  /** A long label on two lines at most, at a space or underscore near its middle. */
  function broken(label) {
    if (label.length <= 18) return plain(label);
    const cuts = [...label].map((letter, i) => (letter === "_" || letter === " " ? i + 1 : 0)).filter(Boolean);
    if (!cuts.length) return plain(label);
    const cut = cuts.reduce((best, one) => (Math.abs(one - label.length / 2) < Math.abs(best - label.length / 2) ? one : best));
    return plain(label.slice(0, cut)) + "<br>" + plain(label.slice(cut));
  }

  function fill(select, options) {
    const before = select.selectedOptions.length ? select.selectedOptions[0].textContent : "";
    select.replaceChildren(...options.map((text, i) => new Option(text, String(i))));
    const same = options.indexOf(before);
    select.value = String(Math.max(same, 0));
    select.closest(".control").hidden = options.length < 2;
  }

  function levels() {
    return sliders.map((slider) => Number(slider.value));
  }

  /** Counts of every class at some levels, all of them 0 where that was not played. */
  function played(scenario, arm, at) {
    const point = data.grid[at.reduce((place, level, i) => place * data.sliders[i].levels.length + level, 0)];
    const counts = point < 0 ? scenario.classes.map(() => 0) : arm.counts[point];
    return { counts, n: counts.reduce((sum, count) => sum + count, 0), settled: point < 0 ? 0 : arm.settled[point] };
  }

  function where(scenario, arm, at) {
    return scenario.name + ", " + arm.label + ". " +
      at.map((level, i) => data.sliders[i].label + ": " + data.sliders[i].levels[level]).join("; ") + ".";
  }

  function settling(scenario, found) {
    if (found.n === 0) return " This combination was not played.";
    return " Settled (" + scenario.settled + ") in " + number(found.settled / found.n) + " of " + found.n.toLocaleString("en") +
      " runs, 95% interval " + interval(found.settled, found.n) + ".";
  }

  function cell(name, text, scope) {
    const made = document.createElement(name);
    made.textContent = text;
    if (scope) made.scope = scope;
    else made.className = "number";
    return made;
  }

  function share(count, n) {
    return n ? number(count / n) + " (" + interval(count, n) + ")" : "–";
  }

  function tell(scenario, text, moved, stays) {
    said.textContent = text;
    const head = document.createElement("tr");
    const names = ["how the talks end", "share (95% interval)", "runs", "pinned", "code"];
    head.append(...names.map((name) => cell("th", name, "col")));
    const rows = scenario.classes.map((one, i) => {
      const row = document.createElement("tr");
      row.append(cell("th", one.label, "row"), cell("td", share(moved.counts[i], moved.n)),
        cell("td", moved.counts[i].toLocaleString("en")), cell("td", share(stays.counts[i], stays.n)), cell("td", one.name));
      return row;
    });
    const made = document.createElement("table");
    const caption = document.createElement("caption");
    caption.textContent = text;
    made.append(caption, head, ...rows);
    table.replaceChildren(made);
  }

  function draw() {
    const scenario = data.scenarios[Number(scenarios.value)];
    const arm = scenario.arms[Number(interventions.value)];
    const at = levels();
    const moved = played(scenario, arm, at);
    const stays = played(scenario, pinned.arm, pinned.at);
    const n = moved.n;
    const shares = moved.counts.map((count) => (n ? count / n : 0));
    const ends = moved.counts.map((count) => wilson(count, n));
    const names = scenario.classes.map((one) => one.name);
    sliders.forEach((slider, i) => {
      const level = data.sliders[i].levels[at[i]];
      document.getElementById(slider.id + "-value").textContent = level;
      slider.setAttribute("aria-valuetext", level);
    });
    tell(scenario, where(scenario, arm, at) + settling(scenario, moved), moved, stays);
    pinnedSaid.textContent = "Pinned, the thin hollow bars: " + where(scenario, pinned.arm, pinned.at) + settling(scenario, stays);
    const ink = "#222222";
    const traces = [
      {
        type: "bar", orientation: "h", y: names, x: shares, hoverinfo: "skip", showlegend: false, width: 0.5, offset: -0.35,
        marker: { color: scenario.classes.map((one) => one.colour) },
        error_x: {
          type: "data", symmetric: false, visible: n > 0, color: ink, thickness: 1.2, width: 3,
          array: ends.map((one, i) => one[1] - shares[i]), arrayminus: ends.map((one, i) => shares[i] - one[0]),
        },
      },
      {
        type: "bar", orientation: "h", y: names, x: stays.counts.map((count) => (stays.n ? count / stays.n : 0)),
        hoverinfo: "skip", showlegend: false, width: 0.16, offset: 0.19, marker: { color: "#FFFFFF", line: { color: ink, width: 1 } },
      },
      {
        type: "scatter", mode: "text", y: names, x: ends.map((one) => (n ? one[1] : 0)), hoverinfo: "skip", showlegend: false,
        text: names.map((name, i) => (n ? " " + number(shares[i]) : "") + (name === scenario.observed ? " ◆" : "")),
        textposition: "middle right", cliponaxis: false,
      },
    ];
    const narrow = bars.clientWidth < 520;
    Plotly.react(bars, traces, {
      autosize: true,
      height: 90 + 34 * names.length,
      margin: { l: 10, r: 48, t: 8, b: 44 },
      font: { family: "Noto Sans, DejaVu Sans, Liberation Sans, Arial, sans-serif", size: 12, color: ink },
      barmode: "overlay",
      xaxis: { range: [0, 1], tickformat: ".0%", nticks: narrow ? 3 : 6, gridcolor: "#E4E4E4", zeroline: false, fixedrange: true,
        title: { text: "share of runs, n = " + n.toLocaleString("en") } },
      yaxis: { type: "category", range: [names.length - 0.5, -0.5], tickvals: names, ticktext: scenario.classes.map((one) => broken(one.label)), automargin: true,
        ticks: "outside", ticklen: 4, tickcolor: "rgba(0,0,0,0)", showgrid: false, fixedrange: true },
    }, CONFIG);
  }

  /** What the page opens with: the scenario as it is, or nearest to it. */
  function pinStart() {
    const arms = data.scenarios[Number(scenarios.value)].arms;
    pinned = { arm: arms.find((one) => one.name === BASELINE) || arms[0], at: data.sliders.map((slider) => slider.start) };
  }

  fill(scenarios, data.scenarios.map((one) => one.name + ": " + one.title));
  function choose() {
    fill(interventions, data.scenarios[Number(scenarios.value)].arms.map((one) => one.label));
    pinStart();
    draw();
  }
  scenarios.addEventListener("change", choose);
  interventions.addEventListener("change", draw);
  sliders.forEach((slider) => slider.addEventListener("input", draw));
  document.getElementById("explorer-pin").addEventListener("click", () => {
    pinned = { arm: data.scenarios[Number(scenarios.value)].arms[Number(interventions.value)], at: levels() };
    draw();
  });
  document.getElementById("explorer-unpin").addEventListener("click", () => {
    pinStart();
    draw();
  });
  choose();
})();
