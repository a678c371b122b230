"use strict";
const read = id => JSON.parse(document.getElementById(id).textContent);
const content = read("content");
const TEXTS = read("texts");
// Rows are cards on a phone, and a card is as high as seven rows.
const PAGE = window.matchMedia("(max-width: 640px)").matches ? 8 : 25;
const DIMENSIONS = Object.keys(TEXTS.en.dimensions);
const SVG = "http://www.w3.org/2000/svg";
let language = (navigator.language || "en").startsWith("ru") ? "ru" : "en";
const filters = {text: "", show: "open", owner: "", table: "", dimension: "", limit: PAGE};
const rejectedFilters = {text: "", table: "", limit: PAGE};
const anomalyFilters = {show: "recent", table: "", limit: PAGE};
const limits = Object.fromEntries(["unmapped", "contacts", "arrivals", "raw_files", "file_changes",
  "reconciliation", "scorecard", "fixed", "waivers", "raw_rows"].map(name => [name, {limit: PAGE}]));
const latestRun = content.runs.length ? content.runs[0].run_at : null;
const hasEarlierRun = content.runs.length > 1;

// --- what is written

// Texts are set, never parsed: whatever the data hold stays text.
function filled(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined) made.append(child);
  }
  return made;
}
function node(name, attributes, ...children) { return filled(document.createElement(name), attributes, children); }
function drawn(name, attributes, ...children) { return filled(document.createElementNS(SVG, name), attributes, children); }
function code(text) { return node("code", {}, text); }
// A name of a table, column, file or rule may break after its signs alone.
function breakable(text, after = /(?<=[._:/])/) { return text.split(after).map((part, i) => [i ? node("wbr") : null, part]); }
function nameCode(name) { return node("code", {class: "name"}, breakable(name, /(?<=[._: ])/)); }
function note(...children) { return node("p", {class: "note"}, children); }
function mark(kind, text) { return node("span", {class: "mark " + kind}, text); }

function put(text, values) { return text.replace(/\{(\w+)\}/g, (whole, key) => key in values ? isolated(values[key]) : whole); }
// The same where a value may be a list of nodes.
function putNodes(text, values) {
  return text.split(/\{(\w+)\}/).map((part, i) => {
    const value = i % 2 === 0 ? part : part in values ? values[part] : "{" + part + "}";
    return typeof value === "string" ? breakable(i % 2 ? isolated(value) : value) : value;
  });
}
// A text that is written to the left, or says so, turns nothing but itself.
function isolated(value) { return /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069]/.test(value) ? "\u2068" + value + "\u2069" : value; }
function say(key, values) { return put(TEXTS[language][key], values || {}); }
function many(key, number, values) {
  const forms = TEXTS[language][key];
  const form = forms[new Intl.PluralRules(language).select(number)] ?? forms.other;
  return put(form, {n: count(number), ...values});
}
// Not what every object has: data may hold any name.
function word(key, name) { return Object.hasOwn(TEXTS[language][key], name) ? TEXTS[language][key][name] : name; }
function named(row) { return row["name_" + language] || row.name_en || row.rule || row.table_name; }
// The words of a rule, at a border with what decided.
function told(check) {
  const name = named(check);
  const figures = check.figures;
  if (!figures) return name;
  const share = text => percent(parseFloat(text) / 100);
  switch (check.rule) {
    case "border:rejected_share": return say("rejectedOf", {name, rejected: count(figures.rejected_row_count), rows: count(figures.raw_row_count),
      share: share(figures.rejected_share), most: share(figures.max_value)});
    case "border:freshness": {
      const [age, limit] = ages(Number(figures.hours_behind), Number(figures.most_hours_behind));
      return say("behindBy", {name, age, limit});
    }
    case "border:all_rows": return say("rowsInFile", {name, file: count(figures.published_rows), warehouse: count(figures.warehouse_rows)});
    default: return say("columnsInFile", {name, file: figures.published_columns, contract: figures.contract_columns});
  }
}
function count(number) { return number === null || number === undefined ? "" : Number(number).toLocaleString(language); }
function short(number) { return Number(number).toLocaleString(language, {maximumSignificantDigits: 3}); }
function percent(share) { return (100 * share).toLocaleString(language, {maximumFractionDigits: 1}) + "\u00a0%"; }
// What is not sound, or not always filled, must not look so.
function roundedDown(share) { return percent(Math.floor(1000 * share) / 1000); }
function span(hours) {
  if (hours > 0 && hours < 1) return say("underHour");
  return hours < 48 ? say("hours", {n: count(Math.round(hours))}) : say("days", {n: count(Math.round(hours / 24))});
}
// Two ages of which one is above the other, and reads so.
function ages(hours, limit) {
  const [age, allowed] = [span(hours), span(limit)];
  return age !== allowed ? [age, allowed] : [Math.ceil(10 * hours) / 10, limit].map(number =>
    say("hours", {n: number.toLocaleString(language, {maximumFractionDigits: 1})}));
}
function bytes(number) {
  if (number === null) return "";
  const units = language === "ru" ? ["Б", "КБ", "МБ", "ГБ"] : ["B", "kB", "MB", "GB"];
  let unit = 0;
  while (number >= 1000 && unit < 3) { number /= 1000; unit += 1; }
  return short(number) + "\u00a0" + units[unit];
}
function place(row) { return row.table_name + (row.column_name ? "." + row.column_name : ""); }
// An address, or an owner whom this page may be the first to name.
function ownerName(told) {
  const address = told?.owner ?? told;
  if (told?.owner) return told["name_" + language];
  const found = content.owners.find(owner => owner.owner === address);
  return found ? found["name_" + language] : address;
}
// A text, and how much of it was left out.
function shown(row, key, home) {
  const length = row.lengths && row.lengths[key];
  return length ? [row[key], " ", node("span", {class: "soft"}, "(" + many("longer", length, {home}) + ")")] : row[key];
}

// --- lists

function table(columns, rows, attributes) {
  const head = columns.map(c => node("th", {class: c.number ? "number" : null, scope: "col"}, c.label));
  const body = rows.map(row => node("tr", {}, columns.map(c =>
    node("td", {class: c.number ? "number" : null, "data-label": c.label}, c.cell(row)))));
  return node("div", {class: "scroll"}, node("table", {class: "cards", ...attributes},
    node("thead", {}, node("tr", {}, head)), node("tbody", {}, body)));
}
// A list's rows up to a limit, and a button for more.
function cut(all, filter, draw, empty) {
  if (!all.length) return [note(empty || say("none"))];
  const parts = [draw(all.slice(0, filter.limit))];
  if (all.length > PAGE) {
    parts.push(node("p", {class: "note more"}, say("shown", {a: count(Math.min(filter.limit, all.length)), b: count(all.length)})));
  }
  if (all.length > filter.limit) {
    parts.push(node("button", {type: "button", onclick: () => { filter.limit += 4 * PAGE; show(); }}, say("showMore")));
  }
  return parts;
}
// What of a list the page did not take, and where it is.
function leftOut(name) {
  const rest = content.left_out[name] ?? 0;
  return rest > 0 ? node("p", {class: "note left-out"}, many("leftOut", rest, {home: content.homes[name]})) : null;
}
function isBuilt(name) { return content.totals[name] !== null; }
// Whether a run that stopped left a list as an earlier one made it.
function isEarlier(name) { return Object.hasOwn(content.earlier, name); }
function asOfEarlier(name) {
  const at = content.earlier[name];
  return at ? say("ofRun", {at}) : say("ofEarlierRun");
}
// Above what is of an earlier run: of which one. Lists of a section may be of several.
function earlierNote(...names) {
  const told = [...new Set(names.filter(isEarlier).map(asOfEarlier))];
  return told.length ? node("p", {class: "note earlier"}, told.map(text => [mark("warn", text), " "]), say("notSoFar")) : null;
}
// A section with a list: unknown, empty in words, or its rows.
function list(id, name, title, lead, empty, columns, attributes) {
  const body = !isBuilt(name) ? note(say("notBuilt"))
    : cut(content[name], limits[name], rows => table(columns, rows, attributes), empty);
  return node("section", {id}, node("h2", {}, title), earlierNote(name), lead ? note(lead) : null, body, leftOut(name));
}
function choice(id, filter, key, options) {
  const made = node("select", {id, "aria-label": options[0][1], onchange: event => {
    filter[key] = event.target.value; filter.limit = PAGE; show(id);
  }}, options.map(([value, label]) => node("option", {value}, label)));
  made.value = filter[key];
  return made;
}
// Tables that have a row to show, and the chosen one; inner models, which a steward need not know, last.
function tableChoice(id, filter, rows) {
  const names = new Set([...distinct(rows, "table_name"), filter.table].filter(Boolean));
  const isInner = name => /^(base|stg|int)_/.test(name);
  const sorted = [...names].sort((one, other) => isInner(one) - isInner(other) || (one < other ? -1 : 1));
  return choice(id, filter, "table", [["", say("allTables")], ...sorted.map(name => [name, name])]);
}
function searchBox(id, filter) {
  return node("input", {id, type: "search", value: filter.text, placeholder: say("search"), "aria-label": say("search"),
    oninput: event => { filter.text = event.target.value; filter.limit = PAGE; show(id); }});
}
function distinct(rows, key) { return [...new Set(rows.map(row => row[key]))].filter(Boolean).sort(); }
function holds(values, text) {
  const sought = text.toLowerCase();
  return values.some(value => String(value ?? "").toLowerCase().includes(sought));
}

// --- state of a check

// Before the first run that came to its checks there is nothing that passed.
function areChecksKnown() { return latestRun !== null || content.outcome.is_published; }
function isBlocking(check) {
  return check.severity === "error" && (check.status === "failed" || check.status === "error");
}
function state(check) {
  if (check.status === "failed" && check.severity !== "error") return "warn";
  return check.status;
}
function isOpen(check) { return check.status === "failed" || check.status === "error"; }
// A run that failed early leaves checks of the runs before as they were; what is kept of
// raw rows is of the run that counted them last.
function isOfThisRun(check) {
  const isMade = ["test", "expectation", "freshness"].includes(check.kind);
  return content.outcome.is_checked && check.is_of_latest_run && (isMade || !isEarlier("raw_problems"));
}
function checkedAt(check) {
  return content.outcome.is_checked && check.is_of_latest_run ? content.earlier.raw_problems ?? null : check.run_at;
}
// As the figure above the list counts them; instants here are of minutes, two runs may share one.
function isNew(check) { return isOpen(check) && check.is_new; }

// --- the front: how the run ended, and what to do

function front() {
  const outcome = content.outcome;
  const waived = content.figures.waived_blocking_count;
  const ended = !outcome.is_published ? say(outcome.build_id ? "notPublished" : "notPublishedFirst")
    : waived ? many("publishedWaived", waived) : say("published");
  const expired = content.waivers.filter(failsAgain);
  const checkedAt = outcome.is_checked && latestRun ? latestRun + " UTC" : null;
  const facts = [[say("asOf"), outcome.as_of], [say("checkedAt"), checkedAt], [say("readersSee"), outcome.build_id]];
  return node("section", {class: "front" + (outcome.is_published ? "" : " failed"), id: "front"},
    node("strong", {}, ended),
    outcome.failures.length ? node("div", {class: "why"}, say("reason") + ":", outcome.failures.map(found => [failure(found), whereabouts(found)])) : null,
    expired.length && !isEarlier("waivers") ? node("p", {}, node("a", {href: "#waivers"}, many("expired", expired.length))) : null,
    outcome.is_checked ? null : node("p", {}, say("notChecked"), latestRun ? " " + say("checksOf", {at: latestRun}) : null),
    note(facts.filter(f => f[1]).map(f => f[0] + " " + f[1]).join(" · ")));
}
// Why a run failed: a sentence of this page, or what a program said in its own words.
function failure(found) {
  if (!found.kind) return node("p", {}, say("technical"), " ", node("span", {class: "program", lang: "en"}, breakable(found.text)));
  const values = {...found.values};
  if (values.message) values.message = parserMessage(values.message);
  if (found.kind === "broken_model") return withMessage(found, putNodes(say("modelBroken"), {...values, model: nameCode(values.model)}));
  if (!found.checks) return withMessage(found, putNodes(word("failures", found.kind), values));
  const known = check => content.checks.find(one => place(one) === check.place && one.rule === check.rule) ?? check;
  values.checks = found.checks.map((check, i) => [i ? "; " : "", nameCode(check.place), ": ", told({...known(check), ...check})]);
  if (values.limit) values.rows = many("rowsOf", Number(values.n));
  const text = found.kind === "broken_test" ? say("checkBroken") : values.limit ? say("checkFails") : word("failures", found.kind);
  return withMessage(found, putNodes(text, values));
}
// The file to look at, and who has to.
function whereabouts(found) {
  const owners = (found.owners ?? []).map(ownerName).join(", ");
  const parts = [found.look_at ? putNodes(say("lookAtFile"), {file: nameCode(found.look_at)}) : null, owners ? say("whose", {owners}) : null].filter(Boolean);
  return parts.length ? node("p", {class: "soft"}, parts.map((part, i) => [i ? " · " : "", part])) : null;
}
// A sentence, and the first line of what the engine said of it.
function withMessage(found, sentence) {
  const words = say(found.values.error === "Compilation" ? "dbtSays" : "databaseSays");
  return [node("p", {}, sentence), found.message ? node("p", {}, words, " ", node("span", {class: "program", lang: "en"}, breakable(found.message))) : null];
}
// What was let be until a day that is over.
function failsAgain(waiver) { return waiver.state === "fails_again"; }
function largest(checks) {
  return checks.reduce((most, check) => (check.failing_row_count ?? 0) > (most.failing_row_count ?? 0) ? check : most);
}
function about(checks) {
  const check = largest(checks);
  return {where: place(check), what: named(check)};
}
function rowsIn(checks) { return checks.reduce((sum, check) => sum + (check.failing_row_count ?? 0), 0); }
// What stopped a run besides the checks that the list of problems has.
function obstacles() {
  if (content.outcome.is_published) return [];
  const isToldAsProblem = found => found.checks && content.outcome.is_checked && content.figures.blocking_count > 0;
  // A table that was stopped by a rule or setting is mended there, and that is told beside it.
  return content.outcome.failures.filter(found => !isToldAsProblem(found) && (found.kind !== "broken_model" || found.message));
}
// Whoever opens a file mends all that is wrong in it.
function obstaclesByFile(stopping) {
  const groups = new Map();
  for (const {look_at, owners} of stopping) {
    const key = JSON.stringify([look_at, owners]);
    if (!groups.has(key)) groups.set(key, {look_at, owners, number: 0});
    groups.get(key).number += 1;
  }
  return [...groups.values()];
}
// Each: what to do, where on the page it stands, whose it is. The most urgent first.
function tasks() {
  const open = content.checks.filter(isOpen);
  const blocking = open.filter(isBlocking);
  const ofRule = start => open.filter(check => !isBlocking(check) && check.rule.startsWith(start));
  const stopping = obstacles();
  const tables = stopping.filter(found => found.kind === "broken_model");
  const found = tables.slice(0, 3).map(({values, owners}) => [say("doModel", {model: values.model}), "front", owners]);
  const groups = obstaclesByFile([...tables.slice(3), ...stopping.filter(({kind}) => kind !== "broken_model")]);
  found.push(...groups.slice(0, 3).map(({look_at: file, owners, number}) => [
    file ? many("doObstaclesIn", number, {file}) : many("doObstacles", number), "front", owners]));
  const moreObstacles = groups.slice(3).reduce((sum, {number}) => sum + number, 0);
  if (moreObstacles) found.push([many("doObstacles", moreObstacles), "front"]);
  const first = blocking.slice(0, 3);
  found.push(...first.map(check => [
    say(isOfThisRun(check) ? "doBlocking" : "doBlockedBefore", {where: place(check), what: told(check), at: checkedAt(check) ?? check.run_at}), "problems", check.owner]));
  const moreBlocking = content.figures.blocking_count - first.length;
  if (moreBlocking > 0) found.push([many("doBlockingMore", moreBlocking), "problems"]);
  const expired = content.waivers.filter(failsAgain);
  for (const waiver of expired.slice(0, 3)) {
    const places = waiver.failing_places;
    const where = places.length > 1 ? many("inPlaces", places.length - 1, {first: places[0]}) : places[0];
    found.push([say("doExpired", {where, what: named(waiver), who: waiver.granted_by, on: waiver.expires_on}), "waivers", waiver.owners]);
  }
  if (expired.length > 3) found.push([many("doExpiredMore", expired.length - 3), "waivers"]);
  const differences = content.reconciliation.filter(row => row.difference !== 0);
  if (differences.length) found.push([many("doDifferences", differences.length), "reconciliation"]);
  if (isBuilt("arrivals") && !content.arrivals.some(row => row.raw_row_count > 0)) found.push([say("doBring"), "arrivals"]);
  for (const row of content.arrivals.filter(row => row.is_late)) {
    const late = open.find(check => check.rule === "border:freshness" && check.table_name === row.table_name);
    const [age, limit] = ages(row.hours_behind, row.most_hours_behind);
    found.push([say("doLate", {table: row.table_name, age, limit}), "arrivals", row.owner ?? late?.owner]);
  }
  // What is new in a file breaks nothing.
  const schema = ofRule("schema:").filter(check => check.rule !== "schema:column_appeared");
  for (const check of schema.slice(0, 2)) {
    const kind = check.rule.split(":")[1];
    const change = kind !== "gone" ? kind : check.column_name ? "column_gone" : "table_gone";
    found.push([put(word("doSchema", change), {where: place(check)}), "files", check.owner]);
  }
  if (schema.length > 2) found.push([many("doSchemaMore", schema.length - 2), "files"]);
  const recent = content.anomalies.filter(row => row.is_recent);
  for (const row of recent.slice(0, 2)) {
    const [low, high] = [row.low, row.high].map(number => figure(row, number));
    found.push([say("doAnomaly", {name: anomalyName(row), day: when(row), actual: figure(row, row.actual), low, high}), "anomalies", row.owner]);
  }
  if (recent.length > 2) found.push([many("doAnomalyMore", recent.length - 2), "anomalies"]);
  const rejections = ofRule("rejected:");
  // Of the rows themselves; where no run has come to them, of what checks found once.
  const most = isBuilt("rejected_work") ? content.rejected_work[0] : rejections.length ? largest(rejections) : null;
  if (most) {
    const known = rejections.find(check => place(check) === place(most) && check.rule === most.rule);
    found.push([many("doRejected", content.rejected_count || rowsIn(rejections), about([most])), "rejected", most.owner ?? known?.owner]);
  }
  for (const work of content.unmapped_work) {
    found.push([many("doUnmapped", work.value_count, {rows: many("rowsOf", work.row_count)}), "unmapped"]);
  }
  const suspicions = ofRule("flagged:");
  if (suspicions.length) found.push([many("doSuspicious", suspicions.length, about(suspicions)), "problems", largest(suspicions).owner]);
  const needless = content.waivers.filter(waiver => waiver.state === "expired");
  if (needless.length) found.push([many("doNeedless", needless.length, {seed: content.homes.waivers}), "waivers"]);
  return found;
}
function task([text, section, owner]) {
  const owners = [owner ?? []].flat().map(ownerName).join(", ");
  return node("li", {}, node("a", {href: "#" + section}, breakable(text)), owners ? node("span", {class: "owner"}, " · " + owners) : null);
}
// The lists from which a section of the page tells what to do.
const TOLD_FROM = {problems: "checks", files: "file_changes"};
function todo() {
  const found = tasks();
  const isOld = ([_text, section]) => isEarlier(TOLD_FROM[section] ?? section);
  const [old, own] = [found.filter(isOld), found.filter(told => !isOld(told))];
  const runs = [...new Set(old.map(([_text, section]) => asOfEarlier(TOLD_FROM[section] ?? section)))];
  // Of a run that stopped, nobody says that all is well.
  return node("section", {class: "todo", id: "todo"}, node("h2", {}, say("todo")),
    !found.length ? note(say(content.outcome.is_published ? "todoNone" : "todoUnknown")) : null,
    own.length ? node("ol", {}, own.map(task)) : null,
    old.length ? [node("h3", {}, say("todoEarlier")), node("p", {class: "note earlier"}, runs.map(text => [mark("warn", text), " "])),
      node("ol", {start: own.length + 1}, old.map(task))] : null);
}
function tiles() {
  const figures = content.figures;
  const stopping = obstacles().length;
  const ofChecks = [
    // Nobody is calmed by none that fails, where something else stopped the run.
    ...(figures.blocking_count || !stopping ? [["blocking", figures.blocking_count, "checks"]] : []),
    ["work", figures.open_count, "checks"],
    ...(hasEarlierRun ? [["newOnes", figures.new_count, "checks"], ["fixedOnes", content.totals.fixed, "fixed"]] : []),
    ["waivedOnes", figures.waived_count, "checks"],
  ];
  const shownFigures = [
    ...(stopping ? [["obstacles", stopping]] : []), ...(areChecksKnown() ? ofChecks : []),
    ["rejectedRows", content.rejected_count, "rejected"],
  ].filter(([_key, number]) => number !== null && number !== undefined);
  return node("section", {id: "tiles"}, node("div", {class: "tiles"}, shownFigures.map(([key, number, name]) =>
      node("div", {class: "tile"}, node("b", {}, count(number)), node("span", {}, many(key, number)),
        name && isEarlier(name) ? node("div", {class: "soft earlier"}, asOfEarlier(name)) : null))),
    !areChecksKnown() ? note(say("checksUnknown")) : hasEarlierRun || isEarlier("checks") ? null : node("p", {class: "note more"}, say("firstRun")));
}
function contents() {
  const open = content.figures.blocking_count + content.figures.open_count;
  const links = [
    ["problems", "problems", open], ["anomalies", "anomalies", content.anomalies.filter(row => row.is_recent).length],
    ["arrivals", "arrivals", content.arrivals.filter(row => row.is_late).length],
    ["files", "files", content.totals.raw_files],
    ["reconciliation", "reconciliation", content.reconciliation.filter(row => row.difference !== 0).length],
    ["score", "score"], ["history", "history"], ["rejected", "rejected", content.rejected_count],
    ["unmapped", "unmapped", content.totals.unmapped], ["contacts", "contacts"], ["raw-rows", "rawRows"],
    ...(content.waivers.length || !isBuilt("waivers") ? [["waivers", "waivers"]] : []),
  ];
  return node("nav", {}, links.map(([id, key, number]) =>
    node("a", {href: "#" + id}, say(key), number ? [" ", node("span", {class: "loud"}, count(number))] : null)));
}

// --- problems

function exampleList(check) {
  const keys = check.example_keys ? JSON.parse(check.example_keys) : [];
  return keys.length ? node("details", {}, node("summary", {}, say("examples")), keys.map(key => node("div", {}, code(key)))) : null;
}
// Who let it be and why: of a problem that is waived, and of one that is no longer.
function waiversOf(check) {
  const wanted = {waived: "in_force", failed: "fails_again"}[check.status];
  return content.waivers.filter(w => w.state === wanted && w.check_ids.includes(check.check_id));
}
function waiverNote(waiver) {
  return node("div", {class: "soft"}, say(waiver.state === "in_force" ? "waivedUntil" : "waiverExpired",
    {on: waiver.expires_on, who: waiver.granted_by}), " ", node("bdi", {}, shown(waiver, "reason", content.homes.waivers)));
}
function day(instant) { return node("span", {class: "whole"}, (instant || "").slice(0, 10)); }
// Since when and how long; when last, where the newest run has not met it.
function seen(check) {
  const age = check.age_days >= 1 ? say("days", {n: count(Math.floor(check.age_days))}) : null;
  const last = check.last_seen_at && check.last_seen_at !== latestRun ? [say("lastSeen"), " ", day(check.last_seen_at)] : null;
  return node("div", {}, day(check.first_seen_at), [age, last].filter(Boolean).map(text => node("div", {class: "soft"}, text)));
}
// Of a run that stopped among its checks, the ones that it did not come to.
function ofEarlierCheck(check) {
  if (content.outcome.is_published || !content.outcome.is_checked || isOfThisRun(check)) return null;
  const at = checkedAt(check);
  return node("div", {class: "soft"}, at ? say("ofRun", {at}) : say("ofEarlierRun"));
}
function problems() {
  const shows = {
    open: c => c.status !== "passed", blocking: isBlocking, new: isNew,
    waived: c => c.status === "waived", all: () => true,
  };
  const ofAnyTable = content.checks.filter(c => shows[filters.show](c)
    && (!filters.owner || c.owner === filters.owner)
    && (!filters.dimension || c.dimension === filters.dimension)
    && holds([place(c), c.rule, named(c), ownerName(c.owner)], filters.text));
  const found = ofAnyTable.filter(c => !filters.table || c.table_name === filters.table);
  const columns = [
    {label: say("status"), cell: c => node("div", {}, mark(state(c), say(state(c))), ofEarlierCheck(c))},
    {label: say("where"), cell: c => nameCode(place(c))},
    {label: say("what"), cell: c => node("div", {}, told(c), node("div", {class: "rule"}, code(c.rule)), waiversOf(c).map(waiverNote), exampleList(c))},
    {label: say("rows"), number: true, cell: c => c.kind === "anomaly" || c.kind === "schema" ? "" : count(c.failing_row_count)},
    {label: say("since"), cell: seen},
    {label: say("dimension"), cell: c => node("span", {class: "whole"}, word("dimensions", c.dimension))},
    {label: say("owner"), cell: c => ownerName(c.owner) || ""},
  ];
  const isClean = !content.checks.some(c => c.status !== "passed");
  const heading = node("h2", {}, say("problems"));
  if (!areChecksKnown()) return node("section", {id: "problems"}, heading, note(say("notBuilt")));
  // Where all of them are of an earlier run, that is said once.
  const left = content.outcome.is_published || !content.outcome.is_checked ? [] : content.checks.filter(c => !isOfThisRun(c));
  return node("section", {id: "problems"}, heading, earlierNote("checks"),
    left.length ? node("p", {class: "note earlier"}, many("checksLeft", left.length)) : null, note(say("problemsNote")),
    node("div", {class: "filters"},
      searchBox("search", filters),
      choice("show", filters, "show", [["open", say("openOnly")], ["blocking", say("blockingOnly")], ["new", say("newOnly")], ["waived", say("waivedOnly")], ["all", say("all")]]),
      choice("owner", filters, "owner", [["", say("allOwners")], ...distinct(content.checks, "owner").map(o => [o, ownerName(o)])]),
      tableChoice("table", filters, ofAnyTable),
      choice("dimension", filters, "dimension", [["", say("allDimensions")], ...DIMENSIONS.map(d => [d, word("dimensions", d)])])),
    cut(found, filters, rows => table(columns, rows), isClean && filters.show === "open" ? say("problemsNone") : null),
    leftOut("checks"));
}
function fixed() {
  if (!content.fixed.length) return null;
  const columns = [{label: say("where"), cell: f => nameCode(place(f))}, {label: say("what"), cell: named},
    {label: say("since"), cell: f => day(f.known_since)}, {label: say("lastSeen"), cell: f => day(f.last_seen_at)}];
  return list("fixed", "fixed", say("fixed"), null, null, columns);
}

// --- what is out of the usual

function isShare(row) { return row.statistic.endsWith("_share"); }
function figure(row, number) { return isShare(row) ? percent(number) : row.statistic === "count" ? count(Math.round(number)) : short(number); }
function when(row) { return row.grain === "week" ? say("weekOf", {day: row.period_start}) : row.period_start; }
function anomalyName(row) { return named(row) + (row.part ? ": " + row.part : ""); }
function offBy(row) {
  const sign = number => (number > 0 ? "+" : "−") + short(Math.abs(number));
  if (isShare(row)) return say("points", {n: sign(100 * (row.actual - row.expected))});
  // Of nothing expected there is no part.
  if (row.expected <= 0 || row.actual / row.expected > 10) return sign(row.actual - row.expected);
  return sign(100 * (row.actual / row.expected - 1)) + "\u00a0%";
}
function rangeChart(row) {
  const [least, most] = [Math.min(row.low, row.actual), Math.max(row.high, row.actual)];
  const at = number => most > least ? 4 + 112 * (number - least) / (most - least) : 60;
  return drawn("svg", {class: "range", viewBox: "0 0 120 16", role: "img",
    "aria-label": say("outOf", {was: figure(row, row.actual), usual: usualRange(row)})},
    drawn("line", {x1: 0, x2: 120, y1: 8, y2: 8, stroke: "var(--line)", "stroke-width": 2}),
    drawn("rect", {x: at(row.low), y: 4, width: Math.max(2, at(row.high) - at(row.low)), height: 8, rx: 3, fill: "var(--blue)", opacity: 0.35}),
    drawn("circle", {cx: at(row.actual), cy: 8, r: 4, fill: "var(--bad)"}));
}
function usualRange(row) { return say("fromTo", {low: figure(row, row.low), high: figure(row, row.high)}); }
function lookAt(row) {
  if (row.is_metric) return say("placeMart", {table: row.table_name, column: row.date_column});
  const kinds = {rows: "placeRows", outliers: "outlier", neighbours: "placeNeighbours"};
  return content.places.filter(found => found.anomaly_id === row.anomaly_id).map(found => node("div", {}, say(
    found.kind === "rows" && found.row_count === 1 ? "placeRow" : kinds[found.kind],
    {file: found.source_file, rows: many("rowsOf", found.row_count ?? 0), first: found.first_row, last: found.last_row,
      number: found.number === undefined ? "" : short(found.number)})));
}
function anomalies() {
  const found = content.anomalies.filter(row => (anomalyFilters.show === "all" || row.is_recent)
    && (!anomalyFilters.table || row.table_name === anomalyFilters.table));
  const columns = [
    {label: say("figure"), cell: row => node("div", {}, shown({...row, part: anomalyName(row)}, "part", content.homes.anomalies), node("div", {class: "whole"}, code(place(row))))},
    {label: say("when"), cell: row => node("span", {class: "whole"}, when(row))},
    {label: say("was"), number: true, cell: row => figure(row, row.actual)},
    {label: say("usual"), cell: row => node("div", {}, node("span", {class: "whole"}, usualRange(row)), rangeChart(row))},
    {label: say("offBy"), number: true, cell: offBy},
    {label: say("lookAt"), cell: row => node("div", {}, lookAt(row))},
    {label: say("owner"), cell: row => node("span", {class: "whole"}, ownerName(row.owner) || "")},
  ];
  const watched = content.watched.length ? content.watched[0].figure_count : 0;
  const body = !isBuilt("anomalies") ? note(say("notBuilt"))
    : !watched && !content.anomalies.length ? note(say("notWatched"))
    : [note(say("anomaliesNote") + " " + many("watched", watched)),
      content.anomalies.length ? node("div", {class: "filters"},
        choice("anomaly-show", anomalyFilters, "show", [["recent", say("recentOnly")], ["all", say("allKept")]]),
        tableChoice("anomaly-table", anomalyFilters, content.anomalies)) : null,
      cut(found, anomalyFilters, rows => table(columns, rows), anomalyFilters.table ? null : say("anomaliesNone"))];
  return node("section", {id: "anomalies"}, node("h2", {}, say("anomalies")), earlierNote("anomalies"), body, leftOut("anomalies"));
}

// --- arrival

function arrivalStrip(row) {
  const days = content.arrival_days.filter(day => day.table_name === row.table_name);
  if (!days.length) return "";
  const most = Math.max(...days.map(day => day.row_count));
  const all = content.days_shown;
  return drawn("svg", {class: "strip", viewBox: "0 0 " + all + " 22", preserveAspectRatio: "none", role: "img",
    "aria-label": say("arrivalChart", {n: all})},
    drawn("line", {x1: 0, x2: all, y1: 21.5, y2: 21.5, stroke: "var(--line)"}),
    days.map(day => {
      const height = Math.max(2, 20 * day.row_count / most);
      return drawn("rect", {x: all - 1 - day.days_ago + 0.1, y: 21 - height, width: 0.8, height, fill: "var(--blue)"});
    }));
}
function arrivalState(row) {
  if (row.sound_row_count === 0) return mark("warn", say("noRow"));
  if (row.hours_behind === null) return mark("waived", say("noTime"));
  if (row.most_hours_behind === null) return mark("waived", say("noLimit"));
  return row.is_late ? mark("failed", say("late")) : mark("passed", say("onTime"));
}
function gap(row) {
  if (row.gap_days === null) return "";
  if (row.gap_days <= 0) return say("noGap");
  const isLong = row.gap_days + 1 > 3 * row.usual_days;
  const days = row.gap_days === 1 ? row.gap_start : say("fromTo", {low: row.gap_start, high: row.gap_end});
  return node("div", {}, node("span", {class: isLong ? "loud" : null}, say("gapOf", {n: count(row.gap_days), usual: short(row.usual_days)})),
    node("div", {class: "soft"}, days));
}
function arrivals() {
  const brought = content.arrivals.filter(row => row.raw_row_count > 0);
  const absent = content.arrivals.filter(row => row.raw_row_count === 0).map(row => row.table_name);
  const columns = [
    {label: say("status"), cell: arrivalState},
    {label: say("table"), cell: row => node("span", {class: "whole"}, code(row.table_name))},
    {label: say("age"), number: true, cell: row => row.hours_behind === null ? "" : span(row.hours_behind)},
    {label: say("allowed"), number: true, cell: row => row.most_hours_behind === null ? "" : span(row.most_hours_behind)},
    {label: say("newest"), cell: row => node("span", {class: "whole"}, row.newest_at || "")},
    {label: say("withinDay"), number: true, cell: row => row.within_day_share === null ? "" : percent(row.within_day_share)},
    {label: say("longestGap", {n: content.days_shown}), cell: gap},
    {label: say("lastDays", {n: content.days_shown}), cell: arrivalStrip},
  ];
  return node("section", {id: "arrivals"}, node("h2", {}, say("arrivals")), earlierNote("arrivals"),
    !isBuilt("arrivals") ? note(say("notBuilt")) : [
      brought.length ? note(say("arrivalsNote")) : null,
      cut(brought, limits.arrivals, rows => table(columns, rows), say("arrivalsNone")),
      absent.length ? node("p", {class: "note more"}, say("notBrought") + absent.join(", ")) : null],
    leftOut("arrivals"));
}

// --- raw files

function rawFiles() {
  const columns = [
    {label: say("change"), cell: row => mark(row.change === "new" ? "passed" : "warn", word("changeKinds", row.change))},
    {label: say("file"), cell: row => code(row.source_file)},
    {label: say("size"), number: true, cell: row => bytes(row.bytes)},
    {label: say("earlierSize"), number: true, cell: row => bytes(row.earlier_bytes)},
  ];
  const forms = [
    {label: say("formWhich"), cell: row => mark(row.is_latest ? "warn" : "waived", say(row.is_latest ? "isLatest" : "isEarlier"))},
    {label: say("where"), cell: row => nameCode(place(row))},
    {label: say("what"), cell: row => word("formKinds", row.change_kind) + (row.change_kind === "format_changed"
      ? ": " + say("formats", {was: row.previous_format, now: row.file_format}) : "")},
    {label: say("file"), cell: row => row.source_file || ""},
  ];
  return node("section", {id: "files"}, node("h2", {}, say("files")), note(say("filesNote")),
    isBuilt("raw_files") ? [cut(content.raw_files, limits.raw_files, rows => table(columns, rows), say("filesNone")), leftOut("raw_files")]
      : note(say("filesUnknown")),
    node("h3", {}, say("forms")), earlierNote("file_changes"),
    isBuilt("file_changes") ? cut(content.file_changes, limits.file_changes, rows => table(forms, rows), say("formsNone")) : note(say("notBuilt")),
    leftOut("file_changes"));
}

// --- reconciliation

function reconciliation() {
  const columns = [
    {label: say("table"), cell: row => nameCode(row.table_name)},
    {label: say("mart"), cell: row => nameCode(row.mart_name)},
    {label: say("figure"), cell: row => row.figure === "rows" ? say("figureRows") : code(row.figure)},
    {label: say("raw"), number: true, cell: row => count(row.raw_sum)},
    {label: say("mart"), number: true, cell: row => count(row.mart_sum)},
    {label: say("difference"), number: true, cell: row => row.difference === 0 ? "0" : mark("failed", count(row.difference))},
  ];
  const differ = content.reconciliation.some(row => row.difference !== 0);
  const rows = cut(content.reconciliation, limits.reconciliation, found => table(columns, found), say("reconciliationNone"));
  const body = differ || !content.reconciliation.length ? rows
    : [node("p", {}, many("reconciliationSame", content.totals.reconciliation)), node("details", {}, node("summary", {}, say("showAll")), rows)];
  return node("section", {id: "reconciliation"}, node("h2", {}, say("reconciliation")), earlierNote("reconciliation"), note(say("reconciliationNote")),
    isBuilt("reconciliation") ? body : note(say("notBuilt")), leftOut("reconciliation"));
}

// --- scorecard and history

function bars(attributes, values, most) {
  const width = Math.max(values.length, 10);
  return drawn("svg", {viewBox: "0 0 " + width + " 100", preserveAspectRatio: "none", role: "img", ...attributes},
    values.map(({number, title, isSound}, index) => {
      const height = number ? Math.max(3, 100 * number / most) : 1;
      return drawn("rect", {x: width - values.length + index + 0.1, y: 100 - height, width: 0.8, height,
        fill: isSound ? "var(--blue)" : "var(--bad)"}, drawn("title", {}, title));
    }));
}
function trend(name) {
  if (!hasEarlierRun) return "";
  const runs = content.runs.slice(0, content.runs_shown).reverse();
  const found = new Map(content.trends.filter(row => row.table_name === name).map(row => [row.run_at, row.problem_count]));
  const values = runs.map(run => ({number: found.get(run.run_at) ?? 0, isSound: true, title: run.run_at + " UTC: " + count(found.get(run.run_at) ?? 0)}));
  const [first, last] = [values[0], values[values.length - 1]].map(value => count(value.number));
  return node("div", {}, bars({class: "trend", "aria-label": say("trend")}, values, Math.max(1, ...values.map(value => value.number))),
    node("span", {class: "soft"}, first + " → " + last));
}
function scoreCell(card) {
  if (!card) return "";
  const kind = card.failed_count ? "warn" : card.waived_count ? "waived" : "passed";
  const rows = card.failing_row_count ? many("rowsOf", card.failing_row_count) : null;
  const problemCount = card.failed_count + card.waived_count;
  const main = card.sound_row_share !== null && rows ? roundedDown(card.sound_row_share)
    : card.sound_row_share === null && card.passed_share !== null ? card.passed_count + "/" + card.check_count
      : problemCount ? many("problemsOf", problemCount) : "✓";
  return node("div", {}, mark(kind, main), rows ? node("div", {class: "soft"}, rows) : null);
}
function scorecard() {
  const cards = new Map(content.scorecard.map(card => [card.table_name + "|" + card.dimension, card]));
  const tables = [...new Set(content.scorecard.map(card => card.table_name))];
  const columns = [{label: say("table"), cell: name => code(name)}, ...DIMENSIONS.map(d => ({
    label: word("dimensions", d), cell: name => scoreCell(cards.get(name + "|" + d)),
  }))];
  if (hasEarlierRun) columns.push({label: say("trend"), cell: trend});
  const clean = content.figures.table_count - tables.length;
  return node("section", {id: "score"}, node("h2", {}, say("score")), earlierNote("scorecard"), tables.length ? note(say("scoreNote")) : null,
    !isBuilt("scorecard") ? note(say("notBuilt"))
      : cut(tables, limits.scorecard, rows => table(columns, rows, {class: "cards grid"}), say("scoreNone")),
    tables.length && clean > 0 ? node("p", {class: "note more"}, many("scoreClean", clean)) : null, leftOut("scorecard"));
}
function history() {
  const runs = [...content.runs].reverse();
  const most = Math.max(1, ...runs.map(run => run.problem_count));
  const values = runs.map(run => ({number: run.problem_count, isSound: run.is_sound, title: run.run_at + " UTC: " + count(run.problem_count)}));
  const body = runs.length < 2 ? note(runs.length ? many("historyOne", runs[0].problem_count) : say("notBuilt")) : [
    note(say("historyNote")), bars({class: "history", "aria-label": say("historyNote")}, values, most),
    note(say("historyScale", {from: runs[0].run_at, to: runs[runs.length - 1].run_at, n: many("problemsOf", most)}))];
  return node("section", {id: "history"}, node("h2", {}, say("history")), earlierNote("runs"), body, leftOut("runs"));
}

// --- rejected rows

const NUMBERS = /\d+(,\d{3})*/g;
function parserMessage(text) {
  const numbers = text.match(NUMBERS);
  const key = text.replace(NUMBERS, "#");
  const known = word("parserMessages", key);
  return known === key ? text : known.replace(/#/g, () => numbers.shift());
}
// "column: reason; column: reason", or of a whole line one reason, and the parser's message.
function reasons(row) {
  const names = content.reason_names[language];
  if (!names) return row.reasons;
  const parts = row.reasons.startsWith("line: ") ? [row.reasons] : row.reasons.split("; ");
  return parts.map(part => {
    const [column, reason, ...more] = part.split(": ");
    if (!Object.hasOwn(names, reason ?? "")) return part;
    return more.length ? names[reason] + ": " + parserMessage(more.join(": ")) : column + ": " + names[reason];
  }).join("; ");
}
// A cell that begins like a formula would be one to a spreadsheet.
function csvCell(value) {
  let text = String(value ?? "");
  if (/^[\s\u0000-\u001f]*[=+\-@\t\r]/.test(text)) text = "'" + text;
  return '"' + text.replaceAll('"', '""') + '"';
}
function csvOf(rows) {
  const columns = ["table_name", "source_file", "source_row_number", "reasons", "raw_row"];
  const cells = row => [...columns.map(column => column === "reasons" ? reasons(row) : row[column]), row.lengths && row.lengths.raw_row];
  const lines = [[...columns, "shortened_from_characters"], ...rows.map(cells)];
  return "\ufeff" + lines.map(line => line.map(csvCell).join(",")).join("\r\n") + "\r\n";
}
function download(rows) {
  const url = URL.createObjectURL(new Blob([csvOf(rows)], {type: "text/csv;charset=utf-8"}));
  const link = node("a", {href: url, download: "rejected_rows.csv"});
  document.body.append(link); link.click(); link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
function rejected() {
  const found = content.rejected.filter(row => (!rejectedFilters.table || row.table_name === rejectedFilters.table)
    && holds([row.source_file, row.reasons, reasons(row), row.raw_row], rejectedFilters.text));
  const home = content.homes.rejected;
  const columns = [
    {label: say("table"), cell: r => code(r.table_name)},
    {label: say("file"), cell: r => shown(r, "source_file", home) || ""},
    {label: say("line"), number: true, cell: r => r.source_row_number ?? ""},
    {label: say("reasons"), cell: r => shown({...r, reasons: reasons(r)}, "reasons", home)},
    {label: say("row"), cell: r => r.raw_row ? node("details", {}, node("summary", {}, say("row")), node("code", {}, shown(r, "raw_row", home))) : ""},
  ];
  const isHidden = content.rejected.length > 0 && content.rejected.every(row => row.raw_row === null);
  return node("section", {id: "rejected"}, node("h2", {}, say("rejected")), earlierNote("rejected"),
    !isBuilt("rejected") ? note(say("notBuilt")) : !content.rejected.length ? note(say("rejectedNone")) : [
      note(say(isHidden ? "hidden" : "rejectedNote")), leftOut("rejected"),
      node("div", {class: "filters"}, searchBox("rejected-search", rejectedFilters),
        tableChoice("rejected-table", rejectedFilters, content.rejected),
        node("button", {type: "button", class: "main", id: "download", onclick: () => download(found)}, say("download"))),
      cut(found, rejectedFilters, rows => table(isHidden ? columns.slice(0, 4) : columns, rows))]);
}

// --- values, contacts, places of rows, waivers

function seedLine(parts) { return node("code", {}, parts.map((part, i) => [i ? "," : "", node("bdi", {}, part)])); }
function unmapped() {
  const columns = [
    {label: say("kind"), cell: r => word("kinds", r.kind)},
    {label: say("value"), cell: r => node("code", {}, r.pipeline ? r.pipeline + " / " : "", shown(r, "value", content.homes.unmapped), r.is_waived ? [" ", mark("waived", say("waived"))] : null)},
    {label: say("rows"), number: true, cell: r => count(r.row_count)},
    {label: say("seedLine"), cell: r => r.line ? node("div", {}, r.seed, node("br"), seedLine(r.line)) : ""},
  ];
  return list("unmapped", "unmapped", say("unmapped"), content.unmapped.length ? say("unmappedNote") : null, say("unmappedNone"), columns);
}
function contacts() {
  const empty = content.stages.filter(stage => !stage.contact_count);
  const columns = [
    {label: say("channel"), cell: r => r.channel ?? "–"},
    {label: say("type"), cell: r => r.touchpoint_type ?? "–"},
    {label: say("stage"), cell: r => r.journey_stage ?? "–"},
    {label: say("rows"), number: true, cell: r => count(r.contact_count)},
    {label: say("first"), cell: r => (r.first_at || "").slice(0, 10)},
    {label: say("last"), cell: r => (r.last_at || "").slice(0, 10)},
    {label: say("filled"), cell: r => node("details", {}, node("summary", {}, say("filled")), content.contact_fields.map((field, i) =>
      node("div", {}, code(field), " " + roundedDown(r.filled_counts[i] / r.contact_count))))},
  ];
  const stages = !isBuilt("stages") ? null : node("p", {}, empty.length ? say("stagesEmpty") + empty.map(named).join(", ") : say("stagesFull"));
  return node("section", {id: "contacts"}, node("h2", {}, say("contacts")), earlierNote("contacts"),
    !isBuilt("contacts") ? note(say("notBuilt")) : !content.contacts.length ? note(say("contactsNone")) : [
      note(say("contactsNote")), stages, cut(content.contacts, limits.contacts, rows => table(columns, rows))],
    leftOut("contacts"));
}
function rawRows() {
  const places = Object.keys(TEXTS.en.places);
  const rows = new Map();
  for (const row of content.raw_rows) {
    if (!rows.has(row.table_name)) rows.set(row.table_name, {table_name: row.table_name});
    rows.get(row.table_name)[row.place] = row.row_count;
  }
  const columns = [{label: say("table"), cell: r => code(r.table_name)},
    ...places.map(p => ({label: word("places", p), number: true, cell: r => count(r[p] || 0)}))];
  return node("section", {id: "raw-rows"}, node("h2", {}, say("rawRows")), earlierNote("raw_rows"),
    isBuilt("raw_rows") ? cut([...rows.values()], limits.raw_rows, found => table(columns, found), say("rawRowsNone")) : note(say("notBuilt")),
    leftOut("raw_rows"));
}
// A waiver that names a column is none of a check of the whole table.
function withHint(shownState, waiver) {
  const hint = waiver.state !== "matches_nothing" ? null : waiver.is_of_whole_table ? say("waiverOfNoColumn")
    : waiver.columns_with_problem ? say("waiverOfOtherColumn", {columns: waiver.columns_with_problem}) : null;
  return hint ? node("div", {}, shownState, node("div", {class: "soft hint"}, hint)) : shownState;
}
function waivers() {
  if (isBuilt("waivers") && !content.waivers.length) return null;
  const kinds = {in_force: "passed", fails_again: "failed", expired: "warn", matches_nothing: "warn"};
  const columns = [
    {label: say("status"), cell: w => withHint(mark(kinds[w.state], word("waiverStates", w.state)), w)},
    {label: say("what"), cell: w => nameCode(w.rule)}, {label: say("where"), cell: w => nameCode([w.table_name, w.column_name].filter(Boolean).join("."))},
    {label: say("reason"), cell: w => shown(w, "reason", content.homes.waivers)}, {label: say("grantedBy"), cell: w => w.granted_by}, {label: say("until"), cell: w => day(w.expires_on)},
  ];
  return list("waivers", "waivers", say("waivers"), null, null, columns);
}

// --- the page

const SECTIONS = [front, todo, tiles, contents, problems, anomalies, arrivals, rawFiles, reconciliation, scorecard,
  history, fixed, rejected, unmapped, contacts, rawRows, waivers];
function show(focused) {
  document.documentElement.lang = language;
  document.title = say("title");
  document.querySelector("h1").textContent = say("title");
  document.getElementById("language").textContent = say("other");
  document.getElementById("main").replaceChildren(...SECTIONS.map(part => part()).filter(Boolean));
  const again = focused && document.getElementById(focused);
  if (again) {
    again.focus();
    if (again.type === "search") again.setSelectionRange(again.value.length, again.value.length);
  }
}
document.getElementById("language").addEventListener("click", () => { language = language === "en" ? "ru" : "en"; show(); });
show();
