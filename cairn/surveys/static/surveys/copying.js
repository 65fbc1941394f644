// What was written, as a text file for the person to keep.

export function saveCopy(form, name) {
  const words = [...form.querySelectorAll("[data-key]:not([hidden])")].map(inWords).filter(Boolean);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([words.join("\n\n")], { type: "text/plain" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function inWords(block) {
  const given = answersIn(block, "textarea, input:not([name^='this-share.'])");
  const sharing = answersIn(block, "[name^='this-share.']");
  return given.length ? [textOf(block.querySelector("legend, label")), ...given, ...sharing].join("\n") : "";
}

function answersIn(block, fields) {
  return [...block.querySelectorAll(fields)].map(answerIn).filter(Boolean);
}

function answerIn(field) {
  if (field.type === "textarea") return field.value;
  const label = textOf(field.labels[0]);
  if (field.type === "text") return field.value && `${label}: ${field.value}`;
  return field.checked && label;
}

const textOf = (element) => element.textContent.trim().replace(/\s+/g, " ");
