// Kleine verbeteringen bovenop pagina's die zonder JavaScript al werken.
// 1. details.bevestig wordt een dialoog; 2. form[data-bewaar] bewaart een concept; 3. de foutlijst krijgt focus na htmx.
"use strict";

function openDialoog(details) {
  const inhoud = details.querySelector(".bevestig-inhoud");
  const dialoog = document.createElement("dialog");
  dialoog.className = "bevestig-dialoog";
  dialoog.setAttribute("aria-label", details.querySelector("summary").textContent.trim());
  dialoog.append(inhoud);
  document.body.append(dialoog);
  dialoog.addEventListener("close", () => {
    details.append(inhoud);
    dialoog.remove();
    details.querySelector("summary").focus();
  });
  dialoog.showModal();
  // Wie na Enter nog eens Enter drukt, wist of annuleert niets.
  if (inhoud.querySelector(".gevaar")) inhoud.querySelector("[data-sluit]")?.focus();
}

document.addEventListener("click", (gebeurtenis) => {
  const doel = gebeurtenis.target.closest("summary, [data-sluit], .knop[aria-disabled='true']");
  if (!doel) return;
  if (doel.matches("[aria-disabled='true']")) gebeurtenis.preventDefault();
  if (doel.matches("[data-sluit]")) {
    const dialoog = doel.closest("dialog");
    if (dialoog) { gebeurtenis.preventDefault(); dialoog.close(); }
  }
  if (doel.matches(".bevestig > summary") && "HTMLDialogElement" in window) {
    gebeurtenis.preventDefault();
    openDialoog(doel.parentElement);
  }
});

// Een concept gaat alleen naar de server, nooit naar de opslag van de browser: een gedeelde computer onthoudt niets.
const wachters = new WeakMap();

async function bewaar(formulier) {
  const status = formulier.querySelector("[data-bewaarstatus]");
  const zeg = (tekst) => { if (status) status.textContent = tekst; };
  try {
    const antwoord = await fetch(formulier.dataset.bewaar, {
      method: "POST", body: new FormData(formulier), headers: { "X-Requested-With": "bewaar" }, redirect: "error",
    });
    zeg(antwoord.ok ? status?.dataset.gelukt : status?.dataset.mislukt);
  } catch {
    zeg(status?.dataset.mislukt);
  }
}

document.addEventListener("input", (gebeurtenis) => {
  const formulier = gebeurtenis.target.closest("form[data-bewaar]");
  if (!formulier) return;
  clearTimeout(wachters.get(formulier));
  wachters.set(formulier, setTimeout(() => bewaar(formulier), 1500));
});

document.addEventListener("submit", (gebeurtenis) => {
  clearTimeout(wachters.get(gebeurtenis.target));
});

// Bij een volledige lading doet het attribuut autofocus dit al.
document.addEventListener("htmx:afterSettle", (gebeurtenis) => {
  gebeurtenis.target.querySelector("[data-foutlijst]")?.focus();
});
