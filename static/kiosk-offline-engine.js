/* The advice without a server: what `wizard/domain` does, on the data of a snapshot.
   Pure functions, no page; a test compares them with the program for thousands of answers.
   `KioskEngine.open(data)` gives them. Answers are a list of `[question, options]` in the order
   of the journey; what is known is a Map of question -> Set of options. Truths: 0 no, 1 not known
   yet, 2 yes. */
var KioskEngine = (function () {
  "use strict";
  const NO = 0, UNKNOWN = 1, YES = 2;
  const UNSURE = "unsure", NONE = "none", OTHER = "other";
  const EMPTY = new Set();
  const GROUPS = ["profile", "venture"];
  const FACETS = { stage: "stages", sector: "sectors", profile: "profiles", venture: "ventures", need: "needs" };
  // The weights of wizard/domain/ranking.py, each with its reason there.
  const STAGE_FITS = 30, STAGE_FOCUS = 8, ALL_STAGES = 9, STAGE_ELSEWHERE = -30;
  const NEED_MAIN = 26, NEED_ALSO = 16, NEED_FURTHER = 3, NEED_MISSED = -8;
  const SECTOR_FITS = 12, SECTOR_ELSEWHERE = -16, GROUP_FITS = 12, GROUP_ELSEWHERE = -7;
  const MOST_PROMINENT = 3, PROMINENCE = 5, NOT_CERTAIN = -2, UNLIKELY = -18;
  const STATUS = { active: 0, call: -6, unconfirmed: -10, planned: -34, ended: -90 };
  const STILL_FRESH = 4, PER_OLDER_YEAR = -1, OLDEST_PENALTY = -6, UNDATED = -3;
  const STEPS_MOST = 5, STEPS_LEAST = 3, SAME_CATEGORY = -12, NEW_NEED = 12, NO_NEED = -20;
  const FOR_A_FEW = 0.4, WORTH_A_FOURTH = 40, SHOWN_PER_CATEGORY = 3;

  /* -- Small things that Python has ------------------------------------------------- */

  // Halves go to the even neighbour.
  function round(value) {
    const below = Math.floor(value), over = value - below;
    if (over !== 0.5) return over < 0.5 ? below : below + 1;
    return below % 2 === 0 ? below : below + 1;
  }
  function meet(one, other) {
    for (const each of one) if (other.has(each)) return true;
    return false;
  }
  function least(truths) { return truths.reduce((a, b) => Math.min(a, b), YES); }
  function most(truths) { return truths.reduce((a, b) => Math.max(a, b), NO); }
  function both(one, other) { return new Set(Array.from(one).filter((each) => other.has(each))); }

  // Whether an id wins a tie against another: letter by letter the earlier one, else the longer.
  function earlier(key, other) {
    const mine = Array.from(key), theirs = Array.from(other);
    for (let i = 0; i < Math.min(mine.length, theirs.length); i += 1) {
      const a = mine[i].codePointAt(0), b = theirs[i].codePointAt(0);
      if (a !== b) return a < b;
    }
    return mine.length > theirs.length;
  }

  /* -- The data as objects ------------------------------------------------------------ */

  function condition(raw, questions) {
    const question = questions[raw[0]];
    const named = (places) => new Set(places.map((place) => question.options[place].key));
    return { question: question.key, yes: named(raw[1]), maybe: named(raw[2]), no: named(raw[3]), share: raw[4] };
  }

  function criterion(raw, questions) {
    const conditions = raw[1].map((one) => condition(one, questions));
    const asked = Array.from(new Set(conditions.map((one) => one.question)));
    return { label: raw[0], conditions: conditions, questions: asked };
  }

  function readQuestion(one, questions) {
    const names = (places) => new Set(places.map((place) => one.options[place].key));
    return Object.assign({}, one, {
      allowed: one.options.map((option) => option.key),
      when: one.when.map((raw) => condition(raw, questions)),
      implied: names(one.implied),
      exclusive: names(one.exclusive)
    });
  }

  function readService(one, number, questions) {
    const found = Object.assign({ prominence: 0, year: 0 }, one, { number: number, needs: one.needs || [] });
    ["stages", "sectors", "profiles", "ventures"].forEach((name) => { found[name] = new Set(one[name] || []); });
    found.criteria = (one.criteria || []).map((raw) => criterion(raw, questions));
    return found;
  }

  /* -- Criteria (wizard/domain/criteria.py) --------------------------------------------- */

  function truthOf(one, known) {
    const chosen = known.get(one.question);
    if (chosen === undefined) return UNKNOWN;
    if (meet(chosen, one.yes)) return meet(chosen, one.no) ? UNKNOWN : YES;
    return meet(chosen, one.maybe) ? UNKNOWN : NO;
  }
  function chanceOf(one, known) {
    return known.has(one.question) ? [0, 0.5, 1][truthOf(one, known)] : one.share;
  }
  function ruleTruth(rule, known) { return most(rule.conditions.map((one) => truthOf(one, known))); }
  function ruleChance(rule, known) { return Math.max(...rule.conditions.map((one) => chanceOf(one, known))); }
  function serviceTruth(service, known) {
    let truth = YES;
    for (const rule of service.criteria) truth = Math.min(truth, ruleTruth(rule, known));
    return truth;
  }

  /* -- The journey (wizard/domain/journey.py) -------------------------------------------- */

  function applies(question, known) { return least(question.when.map((one) => truthOf(one, known))); }

  function canonical(question, value) {
    if (question.allowed.includes(value)) return value;
    const found = question.options.find((option) => option.aliases.includes(value));
    return found ? found.key : null;
  }

  function choose(question, values) {
    let chosen = new Set();
    values.forEach((value) => {
      const option = canonical(question, value);
      if (option === null || (!question.many && chosen.size && !chosen.has(option))) return;
      chosen.add(option);
    });
    const ordinary = Array.from(chosen).filter((option) => !question.exclusive.has(option));
    if (ordinary.length) chosen = new Set(ordinary);
    else if (chosen.size > 1) chosen.delete(UNSURE);
    return question.allowed.filter((option) => chosen.has(option));
  }

  function said(options) { return options.length > 0 && !(options.length === 1 && options[0] === UNSURE); }

  function of(answers, key) {
    const found = answers.find((one) => one[0] === key);
    return found ? found[1] : [];
  }

  /* -- Reasons (wizard/domain/matching.py) ------------------------------------------------ */

  function isOpen(known, key) {
    const chosen = known.get(key);
    return chosen === undefined || (chosen.size === 1 && chosen.has(OTHER));
  }

  function reason(rule, known) {
    const truth = ruleTruth(rule, known), found = { rule: rule, truth: truth, tellUs: [], excludedBy: [], flip: null };
    if (truth === UNKNOWN) found.tellUs = rule.questions.filter((key) => isOpen(known, key));
    if (truth !== NO) return found;
    const size = (one) => (one.yes.size || one.maybe.size);
    found.excludedBy = rule.questions;
    found.flip = rule.conditions.reduce((best, one) =>
      size(one) < size(best) || (size(one) === size(best) && one.question < best.question) ? one : best);
    return found;
  }

  function judge(service, known) {
    const reasons = service.criteria.map((rule) => reason(rule, known));
    return { truth: least(reasons.map((one) => one.truth)), reasons: reasons };
  }

  function wanted(verdict) {
    const found = new Map();
    for (const one of verdict.reasons) {
      if (!one.flip) continue;
      let options = one.flip.yes.size ? one.flip.yes : one.flip.maybe;
      const before = found.get(one.flip.question);
      if (before) options = both(options, new Set(before.options));
      if (!options.size) return new Map();
      found.set(one.flip.question, { options: Array.from(options).sort(), rule: one.rule });
    }
    return found;
  }

  function smallestFlip(service, verdict, known) {
    const changes = [], truths = [], all = wanted(verdict), trial = new Map(known);
    if (!all.size) return null;
    all.forEach((change, key) => trial.set(key, new Set(change.options.slice(0, 1))));
    for (const [key, change] of all) {
      const tried = change.options.map((option) =>
        serviceTruth(service, new Map(trial).set(key, new Set([option]))));
      const working = change.options.filter((_, place) => tried[place] !== NO);
      if (!working.length) return null;
      truths.push(...tried.filter((truth) => truth !== NO));
      changes.push({ question: key, options: working, rule: change.rule });
    }
    return { certain: least(truths) === YES, changes: changes };
  }

  /* -- The order (wizard/domain/ranking.py) ----------------------------------------------- */

  function named(known, key) {
    return new Set(Array.from(known.get(key) || EMPTY).filter((option) => option !== NONE));
  }

  function stagePoints(service, known) {
    const stage = known.get("stage");
    if (stage === undefined) return round(STAGE_FITS * service.stages.size / ALL_STAGES);
    if (!meet(stage, service.stages)) return STAGE_ELSEWHERE;
    return STAGE_FITS + Math.max(0, STAGE_FOCUS - 2 * (service.stages.size - 1));
  }

  function needPoints(service, known) {
    const needs = named(known, "need"), met = service.needs.filter((need) => needs.has(need));
    if (!needs.size) return 0;
    if (!met.length) return NEED_MISSED;
    return (met[0] === service.needs[0] ? NEED_MAIN : NEED_ALSO) + NEED_FURTHER * (met.length - 1);
  }

  function facetPoints(own, chosen, fits, elsewhere) {
    if (!own.size || chosen === undefined) return 0;
    return meet(own, chosen) ? fits : elsewhere;
  }

  function agePoints(service, year) {
    if (!service.year) return UNDATED;
    return Math.max(OLDEST_PENALTY, PER_OLDER_YEAR * Math.max(0, year - service.year - STILL_FRESH));
  }

  function points(service, truth, known, year) {
    let total = PROMINENCE * service.prominence + STATUS[service.status] + agePoints(service, year);
    total += stagePoints(service, known) + needPoints(service, known);
    total += facetPoints(service.sectors, known.get("sector"), SECTOR_FITS, SECTOR_ELSEWHERE);
    total += facetPoints(service.profiles, known.get("profile"), GROUP_FITS, GROUP_ELSEWHERE);
    total += facetPoints(service.ventures, known.get("venture"), GROUP_FITS, GROUP_ELSEWHERE);
    if (truth !== UNKNOWN) return total;
    const chance = service.criteria.reduce((product, rule) => product * ruleChance(rule, known), 1);
    return total + NOT_CERTAIN + round(UNLIKELY * (1 - chance));
  }

  function answersSomething(service, known) {
    const own = { need: new Set(service.needs), sector: service.sectors, profile: service.profiles, venture: service.ventures };
    if (Object.keys(own).some((key) => meet(known.get(key) || EMPTY, own[key]))) return true;
    return service.criteria.some((rule) =>
      rule.questions.some((key) => GROUPS.includes(key)) && ruleTruth(rule, known) === YES);
  }

  function mayBeFirst(one, known) {
    const service = one.service, stage = known.get("stage");
    if (service.status === "planned" || service.prominence === 0) return false;
    if (stage !== undefined && !meet(stage, service.stages)) return false;
    if (service.prominence === 1 && !answersSomething(service, known)) return false;
    return !service.criteria.some((rule) => rule.questions.every((key) => GROUPS.includes(key)) &&
      ruleTruth(rule, known) === UNKNOWN && ruleChance(rule, known) < FOR_A_FEW);
  }

  function gainOf(one, chosen, needs) {
    const service = one.service, main = service.needs[0];
    const same = chosen.filter((other) => other.service.category === service.category).length;
    const gain = one.points + SAME_CATEGORY * same;
    if (!needs.size) return gain;
    if (!meet(service.needs, needs) && service.prominence < MOST_PROMINENT) return gain + NO_NEED;
    const isNew = needs.has(main) && !chosen.some((other) => other.service.needs[0] === main);
    return gain + (isNew ? NEW_NEED : 0);
  }

  function firstSteps(ranked, known) {
    const needs = named(known, "need"), chosen = [];
    let pool = ranked.filter((one) => mayBeFirst(one, known));
    while (pool.length && chosen.length < STEPS_MOST) {
      const gains = new Map(pool.map((one) => [one, gainOf(one, chosen, needs)]));
      const best = pool.reduce((top, one) => {
        const over = gains.get(one) - gains.get(top);
        return over > 0 || (over === 0 && earlier(one.service.key, top.service.key)) ? one : top;
      });
      if (chosen.length >= STEPS_LEAST && gains.get(best) < WORTH_A_FOURTH) break;
      chosen.push(best);
      pool = pool.filter((one) => one !== best);
    }
    return chosen;
  }

  /* -- Everything over one snapshot --------------------------------------------------------- */

  function open(data) {
    const questions = data.questions.map((one) => readQuestion(one, data.questions));
    const services = data.services.map((one, number) => readService(one, number, data.questions));
    const byKey = new Map(services.map((one) => [one.key, one]));
    const question = (key) => questions.find((one) => one.key === key) || null;

    function replay(raw) {
      const given = [], known = new Map();
      questions.forEach((one) => {
        const chosen = choose(one, raw(one.key));
        if (applies(one, known) === NO) known.set(one.key, one.implied);
        else if (chosen.length) {
          given.push([one.key, chosen]);
          if (said(chosen)) known.set(one.key, new Set(chosen));
        }
      });
      return given;
    }

    function knownOf(answers) {
      const known = new Map();
      questions.forEach((one) => {
        const chosen = of(answers, one.key);
        if (applies(one, known) === NO) known.set(one.key, one.implied);
        else if (said(chosen)) known.set(one.key, new Set(chosen));
      });
      return known;
    }

    function openQuestions(answers) {
      const known = knownOf(answers);
      return questions.filter((one) => !of(answers, one.key).length && applies(one, known) !== NO);
    }

    function withAnswer(answers, key, values) {
      return replay((asked) => (asked === key ? values : of(answers, asked)));
    }

    // Only services that are unknown now and look at the question can be settled by it.
    function outlook(one, known, relevant, truths) {
      const touched = services.filter((service) => truths[service.number] === UNKNOWN &&
        service.criteria.some((rule) => rule.questions.includes(one.key)));
      const settled = new Set();
      let sum = 0;
      const outcomes = one.allowed.filter((option) => option !== UNSURE);
      outcomes.forEach((option) => {
        const then = new Map(known).set(one.key, new Set([option]));
        touched.filter((service) => serviceTruth(service, then) !== UNKNOWN).forEach((service) => {
          settled.add(service);
          if (relevant(service)) sum += 1;
        });
      });
      const facet = FACETS[one.key], size = (own) => (own.size === undefined ? own.length : own.size);
      const moved = facet ? services.filter((service) => truths[service.number] !== NO && size(service[facet]) > 0) : [];
      return { question: one, couldSettle: settled.size, expected: sum / outcomes.length, couldReorder: moved.length };
    }

    function outlooks(answers) {
      const known = knownOf(answers), stage = known.get("stage") || EMPTY;
      const truths = services.map((service) => serviceTruth(service, known));
      const forStage = services.some((service) => meet(stage, service.stages));
      const relevant = (service) => !forStage || meet(stage, service.stages);
      return openQuestions(answers).map((one) => outlook(one, known, relevant, truths))
        .filter((one) => one.couldSettle > 0 || one.couldReorder > 0)
        .sort((a, b) => {
          if (a.question.opening !== b.question.opening) return a.question.opening ? -1 : 1;
          const byValue = a.question.opening ? 0 : b.expected - a.expected;
          return byValue || b.couldReorder - a.couldReorder;
        });
    }

    function askedOrder(answers) {
      const order = [];
      let given = [];
      while (order.length < answers.length) {
        const next = outlooks(given).map((one) => one.question.key).find((key) => of(answers, key).length);
        if (!next) break;
        order.push(next);
        given = withAnswer(given, next, of(answers, next));
      }
      return order;
    }

    function groups(ranked, known) {
      const stage = known.get("stage");
      return data.categories.map(([key, label]) => {
        const all = ranked.filter((one) => one.service.category === key);
        const fitting = all.filter((one) => stage === undefined || meet(stage, one.service.stages));
        const shown = fitting.slice(0, SHOWN_PER_CATEGORY);
        return { key: key, label: label, total: all.length, shown: shown, rest: all.filter((one) => !shown.includes(one)) };
      }).filter((group) => group.total);
    }

    function advise(answers, year) {
      const known = knownOf(answers), excluded = [], ranked = [];
      services.forEach((service) => {
        const truth = serviceTruth(service, known);
        if (truth === NO) excluded.push(service);
        else ranked.push({ service: service, truth: truth, points: points(service, truth, known, year) });
      });
      ranked.sort((a, b) => b.points - a.points || a.service.number - b.service.number);
      return { known: known, ranked: ranked, excluded: excluded, firstSteps: firstSteps(ranked, known), groups: groups(ranked, known) };
    }

    return {
      data: data, questions: questions, services: services, byKey: byKey, question: question,
      replay: replay, known: knownOf, openQuestions: openQuestions, withAnswer: withAnswer,
      outlooks: outlooks, askedOrder: askedOrder, advise: advise
    };
  }

  return { open: open, of: of, round: round, judge: judge, smallestFlip: smallestFlip, canonical: canonical, NO: NO, UNKNOWN: UNKNOWN, YES: YES, UNSURE: UNSURE };
})();
