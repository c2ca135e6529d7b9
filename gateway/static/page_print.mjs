// Buttons that print the whole page, plainly or with boxes to tick; without script there are none.

function printPage(checklist) {
  document.body.classList.toggle("checklist-one", checklist);
  addEventListener("afterprint", () => document.body.classList.remove("checklist-one"), { once: true });
  print();
}

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => printPage(button.dataset.print === "checklist"));
}
