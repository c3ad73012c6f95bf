// Colours as numbers, whatever words CSS says them in, and how well one is read on another (WCAG 2.2, 1.4.3).

const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/** `[red, green, blue, alpha]`, each of the first three to 255, the last to 1. */
export function rgba(colour) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

export const hex = (colour) => `#${rgba(colour).slice(0, 3).map((part) => part.toString(16).padStart(2, "0")).join("")}`;

/** What one sees of a colour that lets another through. */
export const over = ([red, green, blue, alpha], [r, g, b]) => [red, green, blue].map((part, at) => part * alpha + [r, g, b][at] * (1 - alpha)).concat(1);

const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const luminance = ([red, green, blue]) => 0.2126 * linear(red / 255) + 0.7152 * linear(green / 255) + 0.0722 * linear(blue / 255);

export function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}
