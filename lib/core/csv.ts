/**
 * One line of a file of comma-separated values (RFC 4180): every field in quotes. What a spreadsheet would run as a formula,
 * at the beginning of a field or after a character that might end one, is led by an apostrophe (security 3.8).
 */
export function csvRow(fields: readonly (string | number | null)[]): string {
  return `${fields.map(csvField).join(",")}\r\n`;
}

const FORMULA = /(^|["',;\n])(?=[=+\-@\t\r])/g;

function csvField(value: string | number | null): string {
  if (value === null) return "";
  const text = typeof value === "number" ? String(value) : value.replaceAll(FORMULA, "$1'");
  return `"${text.replaceAll('"', '""')}"`;
}
