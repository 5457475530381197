// Parcours v1: a frame that grows with its page. Nothing is stored or passed on.
(script => {
	const base = script.src.replace(/(\/embed\/v1)?\/embed\.js.*/, ""),
		origin = new URL(base).origin,
		words = {
			nl: "Hulp voor je zaak in Brussel",
			fr: "De l'aide pour votre entreprise à Bruxelles",
			en: "Support for your business in Brussels"
		},
		wanted = script.dataset.language || script.closest("[lang]")?.lang,
		language = String(wanted).slice(0, 2).toLowerCase(),
		site = base + (words[language] ? "/" + language : "") + "/",
		frame = document.createElement("iframe"),
		style = frame.style,
		link = document.createElement("a");
	let heard, timer;

	// Until there is an answer a link stands in.
	function show(answered) {
		clearTimeout(timer);
		style.visibility = answered ? "" : "hidden";
		if (answered) return link.remove();
		style.height = 0;
		frame.after(link);
	}

	function wait(seconds) {
		clearTimeout(timer);
		timer = setTimeout(show, seconds * 1e3);
	}

	addEventListener("message", event => {
		if (event.origin !== origin || event.source !== frame.contentWindow) return;
		const { height, at } = Object(event.data);
		if (!Number.isFinite(height) || height < 1 || height > 1e5) return;
		show(heard = true);
		style.height = height + "px";
		if (at >= 0 && at <= height) scrollBy(0, frame.getBoundingClientRect().top + +at);
	});

	frame.onload = () => {
		if (heard && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
		wait(3);
		frame.contentWindow.postMessage("parcours", origin);
	};

	new IntersectionObserver(([seen]) => {
		if (seen.isIntersecting && !heard) wait(9);
	}).observe(frame);

	frame.title = link.textContent = script.dataset.title || words[language] || words.en;
	link.href = site;
	link.referrerPolicy = frame.referrerPolicy = "no-referrer";
	frame.loading = "lazy";
	style.cssText = "display:block;width:100%;border:0;height:40rem";
	frame.src = site + "embed/" + encodeURIComponent(script.dataset.desk) + "/";
	script.after(frame);
})(document.currentScript);
