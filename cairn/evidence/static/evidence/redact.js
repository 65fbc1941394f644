// Selecting words adds their place to the field of places. Places count code points, as Python does.
(() => {
  const text = document.querySelector("[data-redact-text]");
  const field = document.getElementById("id_places");
  if (!text || !field) return;

  const codePoints = (string) => Array.from(string).length;

  const offsetOf = (node, offset) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    range.setEnd(node, offset);
    return codePoints(range.toString());
  };

  text.addEventListener("mouseup", () => {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
    const start = offsetOf(range.startContainer, range.startOffset);
    const end = offsetOf(range.endContainer, range.endOffset);
    if (start < end) field.value = [field.value.trim(), `${start}-${end}`].filter(Boolean).join(", ");
  });
})();
