/* What the page does without asking the server: it notes what is moved, one redrawing at a time. */
(function () {
  "use strict";
  const page = (window.dash_clientside = window.dash_clientside || {});
  const CALM = 500; // milliseconds after the last redrawing until slower work begins
  const SOON = 120; // milliseconds that the browser has to draw the bars
  const PATIENCE = 20000; // milliseconds after which a redrawing that does not come is waited for no more
  const BREAKPOINT = 760; // points of width below which figures are drawn for a telephone
  const TWIN = { slider: "number", number: "slider" };
  const state = {
    opening: null, // which opening of a scenario the rest belongs to
    starts: null, // where its file has everything
    wanted: null, // the setting as the controls have it, drawn or not
    turn: 0,
    drawing: 0,
    showing: 0,
    free: Promise.resolve(),
    release: null,
    touched: {}, // address -> kind of control that was used
    echoes: {}, // what this script itself put into a control, not to be taken for a reader's doing
  };

  function close(a, b) {
    return a === b || Math.abs(Number(a) - Number(b)) < 1e-9;
  }

  function show(kind, address, value) {
    if (!document.getElementById(JSON.stringify({ address: address, kind: kind }))) return;
    state.echoes[kind + " " + address] = value;
    const many = state.starts.many.includes(address);
    page.set_props({ address: address, kind: kind }, { value: many ? value.split(",") : value });
  }

  function mark(address, moved) {
    const className = moved ? "reset moved" : "reset";
    page.set_props({ address: address, kind: "reset" }, { className: className });
  }

  /* From a change until its bars are drawn, or until something is wrong. */
  function busy() {
    document.querySelector(".picture").setAttribute("aria-busy", "true");
    state.free = new Promise((resolve) => {
      const release = () => {
        if (state.release === release) {
          document.querySelector(".picture").setAttribute("aria-busy", "false");
        }
        resolve();
      };
      state.release = release;
      setTimeout(release, PATIENCE);
    });
  }

  function put(next, starts, address, value) {
    const moved = !close(value, starts.moved[address]);
    if (moved) next.moved[address] = value;
    else delete next.moved[address];
    mark(address, moved);
  }

  function move(next, starts, { kind, address }, value) {
    const start = starts.moved[address];
    const now = address in next.moved ? next.moved[address] : start;
    if (kind === "reset") {
      if (!value || close(now, start)) return;
      (typeof start === "number" ? ["slider", "number"] : ["choice"]).forEach((one) =>
        show(one, address, start),
      );
      put(next, starts, address, start);
      return;
    }
    if (value === null || value === undefined || value.length === 0) return;
    if (Array.isArray(value)) value = value.join(",");
    if (kind !== "choice") value = Number(value); // a range input gives text
    const echo = state.echoes[kind + " " + address];
    if (close(now, value) || (echo !== undefined && close(echo, value))) return;
    delete state.echoes[kind + " " + address];
    if (kind !== "choice") state.touched[address] = kind;
    put(next, starts, address, value);
  }

  function taken(next, starts, triggered) {
    triggered.forEach(({ prop_id: name, value }) => {
      const text = name.slice(0, name.lastIndexOf("."));
      const id = text.startsWith("{") ? JSON.parse(text) : { kind: text };
      if (id.kind === "happen") next.dropped = starts.events.filter((one) => !value.includes(one));
      else if (id.kind === "made") next.interventions = value;
      else if (id.kind === "seed") next.seed = Number.isInteger(value) ? value : next.seed;
      else move(next, starts, id, value);
    });
    return next;
  }

  function text({ scenario, moved, dropped, interventions, seed }) {
    return JSON.stringify([scenario, Object.entries(moved).sort(), dropped, interventions, seed]);
  }

  /* While a slider is dragged, its number follows at once. */
  document.addEventListener("input", ({ target }) => {
    if (target.type !== "range" || !target.id.startsWith("{")) return;
    const id = JSON.parse(target.id);
    const twin = document.getElementById(JSON.stringify({ address: id.address, kind: "number" }));
    if (twin) twin.value = target.value;
  });

  /* Arrow keys go from tab to tab, as everywhere else. */
  document.addEventListener("keydown", ({ key, target }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!step || target.getAttribute("role") !== "tab") return;
    const row = [...target.parentElement.children];
    const next = row[(row.indexOf(target) + step + row.length) % row.length];
    next.focus();
    next.click();
  });

  /* A menu of Dash names itself by its value alone; its label comes before. */
  function name(label) {
    const menu = document.getElementById(label.htmlFor);
    if (!menu || !menu.matches("button.dash-dropdown")) return;
    label.id = label.id || "label-" + label.htmlFor;
    const said = menu.getAttribute("aria-labelledby") || "";
    if (!said.startsWith(label.id)) menu.setAttribute("aria-labelledby", label.id + " " + said);
  }
  new MutationObserver(() => document.querySelectorAll("label[for]").forEach(name)).observe(
    document.documentElement,
    { childList: true, subtree: true },
  );

  page.negotiation = {
    /* Ten quick steps lead to one final picture: while one is drawn, only the last step waits. */
    collect: async function (...args) {
      const [setting, starts] = args.slice(-2);
      const { triggered } = page.callback_context;
      if (!setting || !starts) return page.no_update;
      if (state.opening !== starts.opening) {
        Object.assign(state, { opening: starts.opening, starts, wanted: setting });
        Object.assign(state, { touched: {}, echoes: {} });
        busy();
      }
      const before = text(state.wanted);
      state.wanted = taken(JSON.parse(JSON.stringify(state.wanted)), starts, triggered);
      if (text(state.wanted) === before) return page.no_update;
      const mine = ++state.turn;
      await state.free;
      if (mine !== state.turn) return page.no_update;
      page.set_props("alert", { children: "" });
      busy();
      return state.wanted;
    },

    /* The other pictures follow once the bars are on the screen. */
    shown: async function (key) {
      if (state.release) state.release();
      const mine = ++state.showing;
      await new Promise((resolve) => setTimeout(resolve, SOON));
      return mine === state.showing ? key : page.no_update;
    },

    drawn: async function (_key, setting) {
      const mine = ++state.drawing;
      await new Promise((resolve) => setTimeout(resolve, CALM));
      if (mine !== state.drawing) return page.no_update;
      const { moved } = state.wanted || setting;
      Object.entries(state.touched).forEach(([address, kind]) =>
        show(TWIN[kind], address, address in moved ? moved[address] : state.starts.moved[address]),
      );
      state.touched = {};
      return setting;
    },

    tab: function () {
      const chosen = page.callback_context.triggered_id;
      if (!chosen) return page.no_update;
      document.querySelectorAll("[role=tab]").forEach((one) => {
        const open = JSON.parse(one.id).address === chosen.address;
        page.set_props(JSON.parse(one.id), {
          "aria-selected": String(open),
          tabIndex: open ? "0" : "-1",
        });
        page.set_props(JSON.parse(one.getAttribute("aria-controls")), { hidden: !open });
      });
      requestAnimationFrame(() => window.dispatchEvent(new Event("resize"))); // figures take the width
      return chosen.address;
    },

    /* Work in the background is for the setting that was shown: the server hears only if there is any. */
    stale: function (_setting, _pinned, idle) {
      return idle ? page.no_update : performance.now();
    },

    warned: function (words) {
      if (words && state.release) state.release();
      return page.no_update;
    },

    narrow: function () {
      return window.innerWidth < BREAKPOINT;
    },

    link: function (fragment) {
      if (fragment && fragment !== window.location.hash) {
        window.history.replaceState(null, "", fragment);
      }
      return page.no_update;
    },

    month: function (_next, _back, _play, _clock, month, last, stopped) {
      const same = page.no_update;
      const id = page.callback_context.triggered_id;
      const now = Number(month);
      const ended = now >= last;
      if (id === "play") return [stopped && ended ? 0 : now, !stopped, stopped ? "Pause" : "Play"];
      if (id === "back") return [Math.max(0, now - 1), same, same];
      return ended ? [same, true, "Play"] : [now + 1, same, same];
    },
  };
})();
