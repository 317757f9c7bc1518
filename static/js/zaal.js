// In de zaal: sneltoetsen, het scherm afdekken, en zien of de pagina nog klopt. Alles kan ook met de knoppen zelf.
"use strict";

const TIK = 4000;
const IN_TEKST = "input, textarea, select, [contenteditable]";
const voet = document.querySelector("[data-vraag]");
const lijn = document.querySelector("[data-lijn]");
// Alleen of de toetsen aan staan; nooit iets van wat op de pagina staat.
let aan = !document.cookie.includes("sneltoetsen=uit");

function zeg_lijn(welke, weg = false) {
  if (!lijn) return;
  lijn.textContent = welke ? lijn.dataset[welke] : "";
  lijn.classList.toggle("weg", weg);
}

let was_weg = false;
document.addEventListener("lijn", ({ detail: goed }) => {
  if (!goed) { was_weg = true; zeg_lijn("weg", true); }
  else if (was_weg) { was_weg = false; zeg_lijn("terug"); }
});

// Vraagt alleen een kenmerk zonder inhoud; verandert het, dan laadt het scherm opnieuw.
async function kijk() {
  try {
    const antwoord = await fetch(voet.dataset.vraag, { redirect: "manual", headers: { "X-Requested-With": "stand" } });
    if (antwoord.status >= 500) throw new Error("straks");
    document.dispatchEvent(new CustomEvent("lijn", { detail: true }));
    const gelijk = antwoord.ok && await antwoord.text() === voet.dataset.stand;
    if (!gelijk && !("meld" in voet.dataset)) return location.reload();
    if (!gelijk) zeg_lijn("veranderd");
  } catch {
    document.dispatchEvent(new CustomEvent("lijn", { detail: false }));
  }
  setTimeout(kijk, TIK);
}
if (voet) setTimeout(kijk, TIK);

// Wie met ‘terug’ op het scherm komt, ziet niet eerst het vorige punt uit het geheugen van de browser.
if (voet && !("meld" in voet.dataset)) {
  addEventListener("pagehide", () => document.body.replaceChildren());
  addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
}

function dek_af() {
  const dek = document.querySelector(".dek");
  if (dek) {
    dek.remove();
    document.body.classList.remove("afgedekt");
    return;
  }
  const knop = document.querySelector("[data-afdekken]");
  const over = document.createElement("div");
  over.className = "dek";
  const terug = document.createElement("button");
  terug.type = "button";
  terug.className = "knop stil";
  terug.textContent = `${knop.textContent} (z)`;
  terug.setAttribute("aria-pressed", "true");
  terug.addEventListener("click", dek_af);
  over.append(terug);
  document.body.append(over);
  document.body.classList.add("afgedekt");
  terug.focus();
}

document.querySelector("[data-afdekken]")?.addEventListener("click", (gebeurtenis) => {
  gebeurtenis.preventDefault();
  dek_af();
});

// Een toets brengt de aandacht ergens; bewaren of beslissen doet ze nooit.
function ga_naar(doel) {
  if (doel.matches("a")) { doel.click(); return; }
  for (const details of doel.querySelectorAll("details")) {
    if (doel.dataset.toets === "w") details.open = true;
  }
  const veld = [...doel.querySelectorAll("input:not([type=hidden]), textarea, select, summary, button")]
    .find((e) => e.checkVisibility());
  const plek = doel.matches("[data-toets=i]") ? doel : doel.querySelector("form[data-notitie] textarea") || veld || doel;
  plek.focus();
  plek.scrollIntoView({ block: "center" });
}

function help() {
  const hulp = document.querySelector("[data-hulp]");
  if (!hulp) return;
  hulp.open = !hulp.open;
  hulp.querySelector("summary").focus();
}

addEventListener("keydown", (gebeurtenis) => {
  if (gebeurtenis.ctrlKey || gebeurtenis.altKey || gebeurtenis.metaKey || gebeurtenis.isComposing) return;
  if (gebeurtenis.key === "Escape" && gebeurtenis.target.matches(IN_TEKST)) { gebeurtenis.target.blur(); return; }
  if (!aan || gebeurtenis.target.matches(IN_TEKST) || document.querySelector("dialog[open]")) return;
  if (gebeurtenis.key === "z") { gebeurtenis.preventDefault(); document.querySelector("[data-afdekken]") ? dek_af() : document.querySelector("[data-toets=z]")?.click(); return; }
  if (document.body.classList.contains("afgedekt")) return;
  if (gebeurtenis.key === "?") { gebeurtenis.preventDefault(); help(); return; }
  const doel = /^[a-z]$/.test(gebeurtenis.key) && document.querySelector(`[data-toets="${gebeurtenis.key}"]`);
  if (doel) { gebeurtenis.preventDefault(); ga_naar(doel); }
});

const schakelaar = document.querySelector("[data-toetsen-uit]");
if (schakelaar) {
  schakelaar.closest("[data-toetsen-aan-uit]").hidden = false;
  schakelaar.setAttribute("aria-pressed", String(!aan));
  schakelaar.addEventListener("click", () => {
    aan = !aan;
    schakelaar.setAttribute("aria-pressed", String(!aan));
    document.cookie = `sneltoetsen=${aan ? "aan" : "uit"}; path=/; samesite=strict`;
  });
}
