// Puts the page to work.

function listen() {
  for (const key of ["scenario", "case", "service", "zone"]) {
    const one = control(key);
    if (one) one.addEventListener("change", () => change({ [key]: one.value }));
  }
  const year = control("year");
  if (year) {
    year.addEventListener("input", () => {
      if (playing) pause();
      change({ year: Number(year.value) });
    });
  }
  if (control("play")) control("play").addEventListener("click", togglePlay);
  if (control("language")) {
    control("language").addEventListener("click", () => change({ language: language === "zh" ? "en" : "zh" }));
  }
  document.addEventListener("click", followLink);
  window.addEventListener("hashchange", followAddress);
  window.addEventListener("beforeprint", beforePrint);
  window.addEventListener("afterprint", afterPrint);
  watchWidth();
}

/** An address typed or pasted; one without a state ("#services") is a place in the page. */
function followAddress() {
  const plainPlace = window.location.hash.slice(1);
  if (plainPlace && !plainPlace.includes("=")) {
    goTo(decodeURIComponent(plainPlace));
    writeAddress(plainPlace);
    return;
  }
  const { wanted, at } = stateOfAddress();
  show(wanted);
  goTo(at);
}

document.documentElement.classList.add("js");
gatherBlocks();
showLanguage();
showCase();
nameTables();
showYear();
showControls();
showPlay();
showWords();
listen();
refresh();
if (window.location.hash) followAddress();
