/* What stands on each page of a kiosk without a connection: values for the parts of the page.
   `KioskPages.open(engine, place)` gives a function per page; `place` holds `home` (the beginning
   of the addresses), `desk` (its name), `list` (the address of the list on the website), and whether
   it has `packages` and `printing`. */
var KioskPages = (function () {
  "use strict";
  const say = KioskParts.say, plain = KioskParts.plain;
  const TRUTHS = ["no", "unknown", "yes"];
  const GROUPS = ["profile", "venture"];
  const FEW_OPTIONS = 3;
  const SOME = 12;

  function open(engine, place) {
    const data = engine.data;
    const categories = new Map(data.categories);

    /* -- Addresses ------------------------------------------------------------------- */

    function query(answers, more) {
      const pairs = answers.flatMap(([key, options]) => options.map((option) => [key, option]));
      return new URLSearchParams(pairs.concat(more || [])).toString();
    }
    function url(path, answers, more) {
      const search = query(answers, more);
      return place.home + "/" + path + (search ? "?" + search : "");
    }
    function questionUrl(key, answers, back) {
      return url("journey/" + key, answers, back ? [["back", "results"]] : []);
    }
    // The next question, or the list.
    function onward(answers) {
      const next = engine.outlooks(answers)[0];
      return next ? questionUrl(next.question.key, answers) : url("list", answers);
    }

    /* -- Words (wizard/web/wording.py) --------------------------------------------------- */

    function label(question, key) { return question.options.find((option) => option.key === key).label; }
    function answerText(question, answers) {
      return KioskEngine.of(answers, question.key).map((key) => label(question, key)).join(", ");
    }

    function excludedWhy(key, answers) {
      const question = engine.question(key);
      if (GROUPS.includes(key)) return say("not-asked-for");
      const chosen = answerText(question, answers);
      return chosen ? say("answered", { answer: chosen }) : say("follows");
    }

    function reasonLine(one, answers) {
      const rule = plain(one.rule.label), truth = TRUTHS[one.truth];
      const line = { look: "reason " + truth, icon: "truth-" + truth, truth: say("truth-" + truth), text: one.rule.label };
      if (one.truth === KioskEngine.NO) {
        line.text = rule + ". " + excludedWhy(one.excludedBy[0], answers);
        line.url = questionUrl(one.excludedBy[0], answers, true);
        line.linkText = say("change-this");
      } else if (one.truth === KioskEngine.UNKNOWN && one.tellUs.length) {
        line.url = questionUrl(one.tellUs[0], answers, true);
        line.linkText = say("tell-us", { question: engine.question(one.tellUs[0]).short });
      } else if (one.truth === KioskEngine.UNKNOWN) {
        line.text = say("detail", { rule: rule });
      }
      return line;
    }

    function reasonLines(verdict, answers) {
      const ordered = verdict.reasons.slice().sort((a, b) => a.truth - b.truth);
      return ordered.map((one) => reasonLine(one, answers));
    }

    function change(one) {
      const question = engine.question(one.question);
      if (one.options.length > FEW_OPTIONS) return plain(one.rule.label);
      const ordered = question.allowed.filter((key) => one.options.includes(key));
      const options = ordered.map((key) => label(question, key)).join(say("or"));
      return say("change", { question: question.short, options: options });
    }

    function flipText(service, verdict, known) {
      const flip = KioskEngine.smallestFlip(service, verdict, known);
      if (!flip) return "";
      return say(flip.certain ? "would" : "could", { change: flip.changes.map(change).join(say("and")) });
    }

    function metText(verdict) {
      const met = verdict.reasons.filter((one) => one.truth === KioskEngine.YES).length;
      return verdict.reasons.length ? say("met", { num: verdict.reasons.length, met: met }) : say("open-to-all");
    }

    /* -- Cards ---------------------------------------------------------------------------- */

    function titled(service, answers) { return { title: service.title, url: url("services/" + service.key, answers) }; }
    function others(keys, answers) { return (keys || []).map((key) => titled(engine.byKey.get(key), answers)); }

    function verdictOf(truth) {
      const name = truth === null ? "" : TRUTHS[truth];
      return { verdict: name, badge: "badge " + name, icon: "truth-" + name, verdictLabel: name && say("verdict-" + name) };
    }

    function basis(service, truth, answers) {
      return Object.assign(titled(service, answers), verdictOf(truth), {
        summary: service.summary, before: service.before, caution: service.caution,
        first: others(service.first, answers), apart: others(service.apart, answers),
        category: service.category, categoryLabel: categories.get(service.category), provider: service.provider,
        instruments: (service.instruments || []).join(", "), dated: service.dated,
        offeredBy: (data.own || []).includes(service.key) ? place.desk : ""
      });
    }

    function card(service, known, answers) {
      const verdict = KioskEngine.judge(service, known), shown = basis(service, verdict.truth, answers);
      shown.look = "card " + shown.verdict;
      shown.reasons = reasonLines(verdict, answers);
      shown.met = shown.reasons.length ? "" : metText(verdict);
      return shown;
    }

    function row(service, truth, answers) {
      const shown = basis(service, truth, answers);
      shown.look = "row " + shown.verdict;
      shown.remarks = [service.before, service.caution].filter(Boolean).map((words) => ({ words: words }));
      return shown;
    }

    /* -- The parts of the pages ---------------------------------------------------------------- */

    function path(answers, large) {
      const stage = engine.question("stage"), chosen = KioskEngine.of(answers, "stage");
      return {
        look: large ? "path path-large" : "path",
        stretches: data.path.map((stretch) => ({
          look: "stretch stretch-" + stretch.package,
          label: stretch.label,
          stops: stretch.stages.map((number) => {
            const option = stage.options[number];
            return {
              label: option.label, sentence: large ? option.answer : "",
              url: url("journey", engine.withAnswer(answers, "stage", [option.key])),
              current: chosen.includes(option.key) ? "step" : ""
            };
          })
        }))
      };
    }

    function packageList(answers) {
      if (!place.packages) return [];
      return data.packages.map((one) => ({
        look: "package package-" + one.key, title: one.title, summary: one.summary, count: one.count,
        url: url("packages/" + one.key, answers)
      }));
    }

    // The desk's first answers, where nothing was answered yet.
    function beginning(answers) {
      if (answers.length) return answers;
      return engine.replay((key) => data.start.filter((one) => one[0] === key).map((one) => one[1]));
    }

    function ownServices() { return (data.own || []).map((key) => engine.byKey.get(key)).filter(Boolean); }

    function start(answers) {
      const first = beginning(answers);
      return {
        page: "start", look: "page-start page-desk-start", title: say("title-start"), path: "", back: "",
        values: {
          begin: url("journey", first), goOn: answers.length ? url("results", answers) : "",
          desk: place.desk,
          beginsWith: first.map(([key]) => ({
            line: say("question-answer", { question: engine.question(key).short, answer: answerText(engine.question(key), first) }),
            url: questionUrl(key, first)
          })),
          own: ownServices().map((service) => row(service, null, answers)),
          path: path(answers, true), packages: packageList(answers)
        }
      };
    }

    function choices(question, chosen) {
      return question.options.map((option, place) => {
        const apart = question.exclusive.has(option.key), id = "choice-" + (place + 1);
        return {
          look: apart ? "choice choice-apart" : "choice", id: id, type: question.many ? "checkbox" : "radio",
          name: question.key, value: option.key, checked: chosen.includes(option.key), exclusive: apart && question.many,
          hint: option.hint, described: plain(option.hint) ? "hint-" + (place + 1) : "", label: option.answer
        };
      });
    }

    function progress(others) {
      const left = engine.outlooks(others).length - 1, number = others.length + 1;
      return left <= 0 ? say("last-question", { number: number }) : say("progress", { num: left, number: number });
    }

    function backFrom(question, answers, back) {
      if (back) return url("results", answers);
      const order = engine.askedOrder(answers).filter((key) => key !== question.key);
      return order.length ? questionUrl(order[order.length - 1], answers) : url("", answers);
    }

    function question(asked, answers, chosen, back, error) {
      const others = engine.withAnswer(answers, asked.key, []), more = back ? [["back", "results"]] : [];
      const title = plain(asked.title);
      return {
        page: "question", look: "page-question", path: "journey/" + asked.key, more: more,
        title: error ? say("error") + ": " + title : title, back: backFrom(asked, answers, back),
        values: {
          error: error, progress: progress(others), percent: Math.round(100 * answers.length / engine.questions.length),
          action: url("journey/" + asked.key + "/answer", []),
          hidden: Array.from(new URLSearchParams(query(others, more))).map(([name, value]) => ({ name: name, value: value })),
          look: error ? "has-error" : "", described: error ? "help error" : "help",
          title: asked.title, help: asked.help, many: asked.many, why: asked.why,
          list: asked.options.length > SOME ? "choices choices-many" : "choices", choices: choices(asked, chosen),
          finish: answers.length ? url("list", answers) : ""
        }
      };
    }

    function headline(advice) {
      const yes = advice.ranked.filter((one) => one.truth === KioskEngine.YES).length, maybe = advice.ranked.length - yes;
      const fits = say("fits", { num: yes }) + (maybe ? ", " + say("maybe", { num: maybe }) : "");
      return fits + "." + (advice.firstSteps.length ? " " + say("begin", { num: advice.firstSteps.length }) : "");
    }

    function invitation(one, answers) {
      const effect = one.couldSettle ? say("settles", { num: one.couldSettle }) : say("reorders");
      return { question: one.question.title, short: one.question.short, effect: effect, url: questionUrl(one.question.key, answers, true) };
    }

    function fitAndPossible(group) {
      const yes = group.shown.concat(group.rest).filter((one) => one.truth === KioskEngine.YES).length;
      return say("map", { yes: yes, unknown: group.total - yes });
    }

    function section(group, known, answers, largest) {
      const width = Math.max(1, KioskEngine.round(10 * group.total / largest));
      return {
        key: group.key, label: group.label, total: group.total, id: "c-" + group.key, titleId: "t-" + group.key,
        anchor: "#c-" + group.key, bar: "map-bar map-" + width, text: fitAndPossible(group),
        shown: group.shown.map((one) => card(one.service, known, answers)), noneForStage: !group.shown.length,
        allUrl: group.rest.length ? url("results/" + group.key, answers) : "", showAll: say("show-all", { num: group.total })
      };
    }

    function excludedRow(service, known, answers) {
      const verdict = KioskEngine.judge(service, known);
      const deciding = verdict.reasons.filter((one) => one.truth === KioskEngine.NO);
      return Object.assign(titled(service, answers), {
        reasons: deciding.map((one) => reasonLine(one, answers)), flip: flipText(service, verdict, known)
      });
    }

    function given(answers) {
      return answers.map(([key]) => ({
        question: engine.question(key).short, answer: answerText(engine.question(key), answers), url: questionUrl(key, answers, true)
      }));
    }

    function results(answers, year) {
      const advice = engine.advise(answers, year), known = advice.known;
      const open = engine.outlooks(answers).map((one) => invitation(one, answers));
      const largest = Math.max(1, ...advice.groups.map((group) => group.total));
      const fitting = new Set(advice.ranked.map((one) => one.service));
      const sections = advice.groups.map((group) => section(group, known, answers, largest));
      const own = ownServices().filter((service) => fitting.has(service)).map((service) => card(service, known, answers));
      own.forEach((one) => { one.offeredBy = ""; });
      return {
        page: "results", look: "page-results", title: say("title-results"), path: "results", back: url("", answers),
        values: {
          headline: headline(advice), path: path(answers, false), desk: place.desk, own: own,
          first: advice.firstSteps.map((one) => card(one.service, known, answers)),
          noFirst: !advice.firstSteps.length && sections.length > 0, nothing: !advice.firstSteps.length && !sections.length,
          answers: given(answers), again: url("", []), remaining: say("left", { num: open.length }), next: open[0],
          others: open.slice(1), settled: open.length ? "" : say("settled"), sections: sections,
          excludedUrl: advice.excluded.length ? url("results/not-fitting", answers) : "",
          excludedSummary: say("excluded", { num: advice.excluded.length })
        }
      };
    }

    // All services of a category that fit or may fit; null for what is no category.
    function wholeCategory(key, answers, year) {
      const known = data.categories.find((one) => one[0] === key);
      if (!known) return null;
      const all = engine.advise(answers, year).groups, group = all.find((one) => one.key === key);
      const rows = group ? group.shown.concat(group.rest) : [];
      return {
        page: "whole-list", look: "page-whole-list", title: plain(known[1]), path: "results/" + key,
        back: url("results", answers) + (group ? "#c-" + key : ""),
        values: {
          icon: key, title: known[1], count: group ? fitAndPossible(group) : say("none-fits"), excluded: [],
          others: all.map((one) => ({ url: url("results/" + one.key, answers), label: one.label, total: one.total, current: one.key === key ? "page" : "" })),
          rows: rows.map((one) => row(one.service, one.truth, answers))
        }
      };
    }

    function notFitting(answers, year) {
      const advice = engine.advise(answers, year), num = advice.excluded.length;
      return {
        page: "whole-list", look: "page-whole-list", title: say("not-fitting"), path: "results/not-fitting",
        back: url("results", answers) + (num ? "#excluded" : ""),
        values: {
          icon: "", title: say("not-fitting"), count: num ? say("not-fitting-number", { num: num }) : say("all-fit"),
          others: [], rows: [], excluded: advice.excluded.map((one) => excludedRow(one, advice.known, answers))
        }
      };
    }

    function service(found, answers) {
      const known = engine.known(answers), verdict = KioskEngine.judge(found, known);
      const values = basis(found, answers.length ? verdict.truth : null, answers);
      const lines = (all) => (all || []).map((words) => ({ words: words }));
      const warning = found.closed || found.caution;
      Object.assign(values, {
        warning: warning, verdictLook: "verdict " + values.verdict, verdictTitle: say("with-answers", { verdict: values.verdictLabel }),
        metAll: metText(verdict), reasons: reasonLines(verdict, answers), flip: flipText(found, verdict, known),
        offer: lines(found.offer), apply: lines(found.apply), contact: lines(found.providers.concat(found.contact || []))
      });
      const back = answers.length ? url("results", answers) : url("", answers);
      return { page: "service", look: "page-service", title: plain(found.title), path: "services/" + found.key, back: back, values: values };
    }

    function packages(answers) {
      return { page: "packages", look: "", title: say("title-packages"), path: "packages", back: url("", answers), values: { packages: packageList(answers) } };
    }

    function packagePage(one, answers) {
      const own = one.services.map((number) => engine.services[number]);
      const groups = data.categories.map(([key, label]) => ({
        key: key, label: label + " (" + own.filter((service) => service.category === key).length + ")",
        rows: own.filter((service) => service.category === key).map((service) => row(service, null, answers))
      })).filter((group) => group.rows.length);
      return {
        page: "package", look: "", title: plain(one.title), path: "packages/" + one.key, back: url("packages", answers),
        values: { title: one.title, summary: one.summary, count: one.count, groups: groups }
      };
    }

    // The phone of 1819 helps with whatever has none of its own.
    function step(one) {
      const service = one.service, contact = (service.contact || []).join(" · ") || "1819";
      return { title: service.title, summary: service.summary, provider: service.provider, contact: contact };
    }

    function takeHome(answers, year) {
      return {
        page: "take-home", look: "page-take-home", title: say("title-take-home"), path: "take-home", back: url("results", answers),
        values: {
          address: place.list + "?" + query(answers), printing: place.printing,
          steps: engine.advise(answers, year).firstSteps.map(step), desk: { name: place.desk, contact: data.contact }
        }
      };
    }

    function away(path, answers) {
      return {
        page: "away", look: "", title: say("title-away"), path: path, back: url("", answers),
        values: { finish: answers.length ? url("results", answers) : "", begin: url("journey", answers) }
      };
    }

    return {
      url: url, query: query, onward: onward, start: start, question: question, results: results, wholeCategory: wholeCategory, notFitting: notFitting,
      service: service, packages: packages, packagePage: packagePage, takeHome: takeHome, away: away
    };
  }

  return { open: open };
})();
