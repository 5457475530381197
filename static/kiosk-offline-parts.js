/* From the parts of the page and some values to elements. Nothing here is ever read as markup.
   `KioskParts.make(id, values)` gives a fragment; `KioskParts.say(name, values)` a sentence. */
var KioskParts = (function () {
  "use strict";
  const language = document.documentElement.lang;
  const words = new Map();
  document.getElementById("words").content.querySelectorAll("[data-word]").forEach((one) => {
    words.set(one.dataset.word, [one.textContent, one.dataset.many]);
  });

  // Which numbers take the plural: in French from two on, in Dutch and English all but one.
  function plural(number) { return language === "fr" ? number > 1 : number !== 1; }

  // The sentence with that name; a value `num` chooses between one and many.
  function say(name, values) {
    const forms = words.get(name), given = values || {};
    const form = "num" in given && plural(given.num) ? forms[1] : forms[0];
    return form.replace(/%\((\w+)\)s/g, (_, key) => String(given[key]));
  }

  // Words alone, without the language that they may carry along.
  function plain(value) { return Array.isArray(value) ? value[0] : String(value); }

  function write(node, value) {
    node.textContent = plain(value);
    if (Array.isArray(value)) node.lang = value[1];
  }

  const MARKS = ["data-if", "data-with", "data-set", "data-text", "data-each"];

  function setAttributes(node, marks, values) {
    marks.split(";").forEach((pair) => {
      const [name, key] = pair.split(":"), value = values[key];
      if (value === undefined || value === "" || value === false) return;
      node.setAttribute(name, value === true ? "" : String(value));
    });
  }

  function listed(node, items) {
    const pattern = node.querySelector(":scope > template");
    const made = items.map((one) => {
      const copy = pattern.content.cloneNode(true);
      fill(copy, one);
      return copy;
    });
    node.replaceChildren();
    made.forEach((copy, place) => {
      if (place && node.classList.contains("linked")) node.append(", ");
      node.append(copy);
    });
  }

  function shown(value) { return Array.isArray(value) ? value.length > 0 : Boolean(value); }

  function make(id, values) {
    const copy = document.getElementById(id).content.cloneNode(true);
    fill(copy, values);
    return copy;
  }

  // What a node stands for that another part or a drawing takes the place of, or null.
  function replacement(node, values) {
    if (node.dataset.part) return make("part-" + node.dataset.part, values);
    if (node.dataset.icon) return document.getElementById("icon-" + values[node.dataset.icon]).content.cloneNode(true);
    if (node.dataset.qr) return qr(values[node.dataset.qr]);
    return null;
  }

  function fillNode(node, values) {
    if (node.dataset.if && !shown(values[node.dataset.if])) { node.remove(); return; }
    const inner = node.dataset.with ? values[node.dataset.with] : values;
    const other = replacement(node, inner);
    if (other) { node.replaceWith(other); return; }
    const marks = Object.assign({}, node.dataset);
    MARKS.forEach((name) => node.removeAttribute(name));
    if (marks.set) setAttributes(node, marks.set, inner);
    if (marks.text) write(node, inner[marks.text]);
    else if (marks.each) listed(node, inner[marks.each]);
    else fill(node, inner);
  }

  function fill(root, values) {
    Array.from(root.children).forEach((node) => { if (node.localName !== "template") fillNode(node, values); });
  }

  // A QR code as the pages draw it: one path, dark on light, four light modules around.
  function qr(text) {
    const quiet = 4, code = qrcode(0, "M");
    code.addData(text);
    code.make();
    const count = code.getModuleCount(), size = count + 2 * quiet, made = document.getElementById("part-qr").content.cloneNode(true);
    let path = "";
    for (let y = 0; y < count; y += 1) {
      for (let x = 0; x < count; x += 1) {
        let wide = 0;
        while (x + wide < count && code.isDark(y, x + wide)) wide += 1;
        if (wide) path += "M" + (x + quiet) + " " + (y + quiet) + "h" + wide + "v1h-" + wide + "z";
        x += wide;
      }
    }
    const drawing = made.querySelector("svg");
    drawing.setAttribute("viewBox", "0 0 " + size + " " + size);
    drawing.querySelector("rect").setAttribute("width", String(size));
    drawing.querySelector("rect").setAttribute("height", String(size));
    drawing.querySelector("path").setAttribute("d", path);
    return made;
  }

  return { make: make, say: say, plain: plain };
})();
