// Wie net bevestigde, hoeft niet nog eens te klikken. Zonder JavaScript staat de knop er.
"use strict";

document.querySelector("form[data-verstuur]")?.requestSubmit();
