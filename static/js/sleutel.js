// Verbindt form[data-sleutel] met allauth, dat het gesprek met het toestel voert, en zegt in gewone woorden wat er misging.
"use strict";

function toon(kenmerk, zichtbaar = true) {
  for (const element of document.querySelectorAll(`[${kenmerk}]`)) element.hidden = !zichtbaar;
}

const formulier = document.querySelector("form[data-sleutel]");
const knop = formulier?.querySelector("[data-sleutelknop]");

if (formulier && !window.PublicKeyCredential) {
  toon("data-geen-sleutel");
  knop.hidden = true;
} else if (formulier) {
  window.allauth.webauthn.forms[formulier.dataset.sleutel]({
    ids: {
      add: knop.id, login: knop.id, authenticate: knop.id,
      credential: "id_credential", passwordless: "id_passwordless", data: "js_data",
    },
  });
  knop.addEventListener("click", () => toon("data-sleutelfout", false));
}

document.addEventListener("allauth.error", (gebeurtenis) => {
  gebeurtenis.preventDefault();
  toon("data-sleutelfout");
});
