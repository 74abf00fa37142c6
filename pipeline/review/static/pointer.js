// Nothing is replaced under a pressed pointer: its click would be lost.

let up = Promise.resolve();

addEventListener("pointerdown", () => {
  up = new Promise((resolve) => {
    const release = () => setTimeout(resolve, 0); // after the click
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, release, { once: true });
  });
});

export const released = () => up;
