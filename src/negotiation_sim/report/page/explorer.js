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
  const Z = 1.959963984540054;

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

  /** A long class name on two lines at most, at an underscore near its middle. */
  function broken(name) {
    if (name.length <= 18) return plain(name);
    const cuts = [...name].map((letter, i) => (letter === "_" ? i + 1 : 0)).filter(Boolean);
    if (!cuts.length) return plain(name);
    const cut = cuts.reduce((best, one) => (Math.abs(one - name.length / 2) < Math.abs(best - name.length / 2) ? one : best));
    return plain(name.slice(0, cut)) + "<br>" + plain(name.slice(cut));
  }

  function fill(select, options) {
    const before = select.selectedOptions.length ? select.selectedOptions[0].textContent : "";
    select.replaceChildren(...options.map((text, i) => new Option(text, String(i))));
    const same = options.indexOf(before);
    select.value = String(Math.max(same, 0));
    select.closest(".control").hidden = options.length < 2;
  }

  function point() {
    let place = 0;
    sliders.forEach((slider, i) => {
      place = place * data.sliders[i].levels.length + Number(slider.value);
    });
    return data.grid[place];
  }

  function cell(name, text, scope) {
    const made = document.createElement(name);
    made.textContent = text;
    if (scope) made.scope = scope;
    else made.className = "number";
    return made;
  }

  function tell(scenario, arm, counts, n, settled) {
    const where = data.sliders.map((slider, i) => slider.label + ": " + slider.levels[Number(sliders[i].value)]).join("; ");
    const under = arm.name === "baseline" ? "at baseline" : "under " + arm.name;
    if (n === 0) {
      said.textContent = scenario.name + ", " + under + ". " + where + ". This combination was not played.";
    } else {
      said.textContent =
        scenario.name + ", " + under + ". " + where + ". Settled (" + scenario.settled + ") in " + number(settled / n) + " of " +
        n.toLocaleString("en") + " runs, 95% interval " + interval(settled, n) + ".";
    }
    const head = document.createElement("tr");
    head.append(cell("th", "class", "col"), cell("th", "share (95% interval)", "col"), cell("th", "runs", "col"));
    const rows = scenario.classes.map((one, i) => {
      const row = document.createElement("tr");
      const share = n ? number(counts[i] / n) + " (" + interval(counts[i], n) + ")" : "–";
      row.append(cell("th", one.name, "row"), cell("td", share), cell("td", counts[i].toLocaleString("en")));
      return row;
    });
    const made = document.createElement("table");
    const caption = document.createElement("caption");
    caption.textContent = said.textContent;
    made.append(caption, head, ...rows);
    table.replaceChildren(made);
  }

  function draw() {
    const scenario = data.scenarios[Number(scenarios.value)];
    const arm = scenario.arms[Number(interventions.value)];
    const at = point();
    const counts = at < 0 ? scenario.classes.map(() => 0) : arm.counts[at];
    const n = counts.reduce((sum, count) => sum + count, 0);
    const shares = counts.map((count) => (n ? count / n : 0));
    const ends = counts.map((count) => wilson(count, n));
    const names = scenario.classes.map((one) => one.name);
    sliders.forEach((slider, i) => {
      const level = data.sliders[i].levels[Number(slider.value)];
      document.getElementById(slider.id + "-value").textContent = level;
      slider.setAttribute("aria-valuetext", level);
    });
    tell(scenario, arm, counts, n, at < 0 ? 0 : arm.settled[at]);
    const ink = "#222222";
    const traces = [
      {
        type: "bar", orientation: "h", y: names, x: shares, hoverinfo: "skip", showlegend: false,
        marker: { color: scenario.classes.map((one) => one.colour) },
        error_x: {
          type: "data", symmetric: false, visible: n > 0, color: ink, thickness: 1.2, width: 3,
          array: ends.map((one, i) => one[1] - shares[i]), arrayminus: ends.map((one, i) => shares[i] - one[0]),
        },
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
      bargap: 0.3,
      xaxis: { range: [0, 1], tickformat: ".0%", nticks: narrow ? 3 : 6, gridcolor: "#E4E4E4", zeroline: false, fixedrange: true,
        title: { text: "share of runs, n = " + n.toLocaleString("en") } },
      yaxis: { type: "category", range: [names.length - 0.5, -0.5], tickvals: names, ticktext: names.map(broken), automargin: true,
        ticks: "outside", ticklen: 4, tickcolor: "rgba(0,0,0,0)", showgrid: false, fixedrange: true },
    }, CONFIG);
  }

  fill(scenarios, data.scenarios.map((one) => one.name));
  function choose() {
    fill(interventions, data.scenarios[Number(scenarios.value)].arms.map((one) => one.name));
    draw();
  }
  scenarios.addEventListener("change", choose);
  interventions.addEventListener("change", draw);
  sliders.forEach((slider) => slider.addEventListener("input", draw));
  choose();
})();
