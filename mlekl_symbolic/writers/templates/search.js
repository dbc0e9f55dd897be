const box = document.getElementById("search");
const entries = [...document.querySelectorAll("#entries > article")];
const found = document.getElementById("found");
box.addEventListener("input", () => {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const entry of entries) {
    const text = entry.textContent.toLowerCase();
    entry.hidden = !words.every((word) => text.includes(word));
    shown += !entry.hidden;
  }
  found.textContent = words.length ? `${shown} of ${entries.length}` : "";
});
