// Passages can be dragged to a theme; the ticks and "Move to" do the same without a mouse.

for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;

const form = document.querySelector("#members");

for (const member of document.querySelectorAll("[data-member]")) {
  member.draggable = true;
  member.addEventListener("dragstart", (event) => {
    event.dataTransfer.setData("text/plain", member.dataset.member);
    event.dataTransfer.effectAllowed = "move";
  });
}

for (const target of document.querySelectorAll("[data-theme]")) {
  target.addEventListener("dragover", (event) => {
    event.preventDefault();
    target.classList.add("cairn-targets__over");
  });
  target.addEventListener("dragleave", () => target.classList.remove("cairn-targets__over"));
  target.addEventListener("drop", (event) => {
    event.preventDefault();
    const box = form.querySelector(`#row-${CSS.escape(event.dataTransfer.getData("text/plain"))}`);
    if (!box) return;
    box.checked = true;
    form.querySelector("#into").value = target.dataset.theme;
    form.requestSubmit(form.querySelector("button[value=move]"));
  });
}
