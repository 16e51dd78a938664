/* A copy button for each text that is ready to be copied. */

const said = document.getElementById("said");

function button(area) {
  const one = document.createElement("button");
  one.type = "button";
  one.className = "plainly";
  one.textContent = "Copy";
  one.setAttribute("aria-label", `Copy ${document.querySelector(`label[for=${area.id}]`).textContent.toLowerCase()}`);
  one.addEventListener("click", async () => {
    const told = await navigator.clipboard.writeText(area.value).then(
      () => "Copied",
      () => "Could not copy",
    );
    one.textContent = said.textContent = told;
    setTimeout(() => {
      one.textContent = "Copy";
      said.textContent = "";
    }, 2500);
  });
  return one;
}

if (navigator.clipboard) {
  for (const area of document.querySelectorAll(".outputs textarea[readonly]")) area.after(button(area));
}
