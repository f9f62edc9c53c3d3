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

/** A chart in a table's folds has no width until they are opened. */
function drawOpened(event) {
  if (event.target.open) for (const element of chartsIn(event.target)) if (!drawn.has(element)) draw(element);
}

document.documentElement.classList.add("js");
gatherBlocks();
showLanguage();
showCase();
showYear();
showControls();
showPlay();
showWords();
listen();
document.addEventListener("toggle", drawOpened, true);
refresh();
if (window.location.hash) followAddress();
