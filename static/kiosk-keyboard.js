/* Keys on the screen for whoever stands before a kiosk; they come with the focus of a text field. */
(function () {
  "use strict";
  var holder = document.getElementById("keys"), field = null, keyboard = null, outside = false;
  var maker = window.SimpleKeyboard && window.SimpleKeyboard.default;
  if (!holder || !maker) return;
  var words = holder.dataset, FROM_THE_TOP = 120;
  // The Belgian order of keys, with the accents of Dutch and French beside the letters.
  var ROWS = [
    "1 2 3 4 5 6 7 8 9 0",
    "a z e r t y u i o p",
    "q s d f g h j k l m",
    "w x c v b n \u00e9 \u00e8 \u00e0 \u00e7",
    "\u00ea \u00eb \u00ef ' - {bksp}",
    "{hide} {space} {enter}"
  ];
  // These take the keys away, so they wait until the finger is lifted: what is below is not touched.
  var LEAVING = { "{hide}": true, "{enter}": true };
  var NAMES = { "{bksp}": words.delete, "{hide}": words.hide, "{space}": words.space, "'": words.apostrophe, "-": words.hyphen };

  function display() {
    return { "{bksp}": "\u232b", "{hide}": "\u2328 \u2193", "{space}": words.space, "{enter}": enterWord() };
  }

  // The key that sends is called like the button beside the field.
  function enterWord() {
    var form = field && field.form, button = form && form.querySelector("button[type=submit]");
    return (button && button.textContent.trim()) || words.enter;
  }

  function attributes() {
    var names = Object.keys(NAMES).map(function (key) { return { attribute: "aria-label", value: NAMES[key], buttons: key }; });
    // Within an element, `type` is what keeps a key from sending a form.
    return names.concat([{ attribute: "type", value: "button", buttons: ROWS.join(" ") }]);
  }

  function put(text) {
    var start = field.selectionStart, end = field.selectionEnd;
    if (text && field.maxLength > 0 && field.value.length - (end - start) + text.length > field.maxLength) return;
    if (!text && start === end && start > 0) start -= 1;
    field.setRangeText(text, start, end, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: text ? "insertText" : "deleteContentBackward", data: text || null }));
  }

  function press(key) {
    if (field && !(key in LEAVING)) put(key === "{bksp}" ? "" : key === "{space}" ? " " : key);
  }

  function make() {
    keyboard = new maker(holder, {
      layout: { default: ROWS },
      display: display(),
      buttonAttributes: attributes(),
      useButtonTag: true,
      autoUseTouchEvents: false,
      preventMouseDownDefault: true,
      onKeyPress: press
    });
  }

  function leave(key) {
    var form = field && field.form;
    hide();
    if (form && key === "{enter}") form.requestSubmit();
  }

  // The field and what is suggested below it stay in sight above the keys.
  function uncover() {
    var style = document.documentElement.style, height = holder.offsetHeight;
    style.setProperty("--keys-height", height + "px");
    scrollBy(0, field.getBoundingClientRect().top - FROM_THE_TOP);
    style.setProperty("--suggest-room", innerHeight - height - field.getBoundingClientRect().bottom - 24 + "px");
  }

  function show(event) {
    field = event.target;
    field.inputMode = "none";
    holder.hidden = false;
    if (keyboard) keyboard.setOptions({ display: display() });
    else make();
    document.body.classList.add("typing");
    uncover();
  }

  function hide() {
    holder.hidden = true;
    document.body.classList.remove("typing");
    if (field) field.blur();
    field = null;
  }

  document.querySelectorAll("input[type=search]").forEach(function (one) {
    one.addEventListener("focus", show);
    // A touch on the field that has the focus already brings hidden keys back.
    one.addEventListener("click", function (event) { if (holder.hidden) show(event); });
  });
  // Whoever comes here comes to type; after an error the explanation is read first.
  var only = document.querySelectorAll("main input[type=search]")[0];
  if (only && !only.value && !document.getElementById("error-summary")) only.focus();
  // A touch on a key must not take the focus out of the field.
  holder.addEventListener("mousedown", function (event) { event.preventDefault(); });
  // Who reached a key with a real keyboard presses it without a pointer.
  holder.addEventListener("click", function (event) {
    var button = event.target.closest("[data-skbtn]"), key = button && button.dataset.skbtn;
    if (key in LEAVING) leave(key);
    else if (key && event.detail === 0) press(key);
  });
  // Where the finger went down counts: the keys that come move the page under it.
  addEventListener("pointerdown", function (event) { outside = !event.target.closest("#keys, form"); });
  addEventListener("click", function () { if (!holder.hidden && outside) hide(); });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape" && !holder.hidden && !event.defaultPrevented) hide(); });
  document.addEventListener("kiosk:reset", function () { if (!holder.hidden) hide(); });
})();
