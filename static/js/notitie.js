// Wat iemand aan tafel typt, gaat niet verloren als de verbinding wegvalt.
// Het staat alleen in het geheugen van deze pagina en, versleuteld, op de server; nooit in de opslag van de browser (LR-34).
// Elk formulier heeft een sleutel: hoe vaak ook verstuurd, er ontstaat één besluit of één actie.
"use strict";

const OPNIEUW = 3000;
const KOP = { "X-Requested-With": "notitie" };
const velden = (formulier) => [...formulier.elements].filter((e) => e.name && e.type !== "hidden");
const sleutelveld = (formulier) => formulier.elements.namedItem("sleutel");

class Notitie {
  constructor(formulier) {
    this.formulier = formulier;
    this.status = formulier.querySelector("[data-notitiestatus]");
    this.lijst = formulier.querySelector("[data-wachtrij]");
    this.rij = [];
    this.vuil = false;
    this.bezig = false;
    formulier.addEventListener("input", () => this.getypt());
    formulier.addEventListener("submit", (g) => { g.preventDefault(); this.dien_in(); });
  }

  zeg(welke) { this.status.textContent = welke ? this.status.dataset[welke] || welke : ""; }

  getypt() {
    this.vuil = true;
    clearTimeout(this.wacht);
    this.wacht = setTimeout(() => this.werk(), 1000);
  }

  async stuur(adres, gegevens) {
    return fetch(adres, { method: "POST", body: gegevens, headers: KOP, redirect: "manual" });
  }

  // Ingediend: uit het formulier, in de wachtrij. Wie verder typt, begint aan een nieuwe notitie met een eigen sleutel.
  dien_in() {
    if (!this.formulier.checkValidity()) { this.formulier.reportValidity(); return; }
    clearTimeout(this.wacht);
    const gegevens = new FormData(this.formulier);
    const tekst = velden(this.formulier).map((e) => e.selectedOptions ? e.selectedOptions[0].text : e.value).join(" · ");
    const regel = document.createElement("li");
    regel.textContent = `${tekst} (${this.status.dataset.verstuurt})`;
    this.lijst.append(regel);
    this.lijst.hidden = false;
    this.rij.push({ gegevens, regel, tekst });
    for (const veld of velden(this.formulier)) veld.value = "";
    sleutelveld(this.formulier).value = crypto.randomUUID();
    this.vuil = false;
    this.zeg("");
    this.werk();
  }

  get klaar() { return !this.rij.length && !this.vuil && !this.mislukt; }

  // Eén ding tegelijk, in volgorde: eerst wat ingediend is, dan wat nog getypt wordt.
  async werk() {
    if (this.bezig) { this.nog = true; return; }
    this.bezig = true;
    try {
      do {
        this.nog = false;
        while (this.rij.length) await this.verzend(this.rij[0]);
        if (this.vuil) await this.bewaar();
      } while (this.nog);
    } catch {
      this.zeg("wacht");
      meld_lijn(false);
      setTimeout(() => this.werk(), OPNIEUW);
    } finally {
      this.bezig = false;
    }
    if (this.verzonden && alle.every((notitie) => notitie.klaar)) location.reload();
  }

  async verzend(stuk) {
    const antwoord = await this.stuur(this.formulier.action, stuk.gegevens);
    if (antwoord.status >= 500) throw new Error("straks");
    this.rij.shift();
    if (antwoord.status === 204) {
      stuk.regel.remove();
      this.verzonden = true;
      meld_lijn(true);
    } else {
      this.mislukt = true; // de tekst blijft staan tot iemand ze elders heeft
      const waarom = antwoord.status === 409 ? await antwoord.text() : this.status.dataset.afgemeld;
      stuk.regel.textContent = `${stuk.tekst}: ${waarom}`;
    }
    this.lijst.hidden = !this.lijst.children.length;
  }

  async bewaar() {
    const gegevens = new FormData(this.formulier);
    gegevens.set("soort", this.formulier.dataset.notitie);
    this.vuil = false;
    try {
      const antwoord = await this.stuur(this.formulier.dataset.concept, gegevens);
      if (antwoord.status >= 500) throw new Error("straks");
      meld_lijn(true);
      this.zeg(antwoord.status === 204 ? "bewaard" : antwoord.status === 409 ? await antwoord.text() : "afgemeld");
    } catch (fout) {
      this.vuil = true;
      throw fout;
    }
  }
}

function meld_lijn(goed) {
  document.dispatchEvent(new CustomEvent("lijn", { detail: goed }));
}

const alle = [...document.querySelectorAll("form[data-notitie]")].map((formulier) => new Notitie(formulier));

addEventListener("online", () => alle.forEach((notitie) => notitie.werk()));
// Wie weggaat terwijl er nog iets wacht, krijgt de vraag van de browser zelf.
addEventListener("beforeunload", (gebeurtenis) => {
  if (alle.some((notitie) => !notitie.klaar)) gebeurtenis.preventDefault();
});
