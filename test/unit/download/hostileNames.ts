/** Names that people, programs and attackers give, one hundred of them. */
export const hostileNames: readonly string[] = [
  // Paths
  '../part', '../../etc/passwd', '..\\..\\windows\\system32', '/etc/passwd', '\\part', './part', '.\\part', 'a/b/c', 'a\\b\\c', '....//....//part', '..%2f..%2fpart', '%2e%2e/part',
  'C:\\part', 'C:part', 'c:/part', '\\\\server\\share\\part', '//server/share/part', '\\\\?\\C:\\part', '\\\\.\\COM1', 'file:///etc/passwd', '~/part', '~root', '..', '.', '...', '. .', '/', '\\', '../', '..\\',
  // Control characters and what can't be seen
  'a\0b', '\0', 'part\0.exe', 'a\nb', 'a\r\nb', 'a\tb', '\u0001\u0002', '\u007f', '\u0085part', 'a\u2028b', 'a\u2029b', '\u202egpj.exe', 'a\u202ab\u202c', '\u2066abc\u2069', '\u200fpart', '\u200e', '\ufeffpart',
  '\u200b', 'a\u200bb', '\u00ad', '\u2060', '\u180epart', '\ufff9a\ufffab\ufffb', '\u{e0041}\u{e0042}', '\ue000', '\u{10ffff}', '\ud800', 'a\udfffb',
  // Devices
  'CON', 'con', 'PRN', 'AUX', 'NUL', 'COM1', 'COM9', 'LPT1', 'COM\u00b9', 'LPT\u00b3', 'CONIN$', 'CONOUT$', 'nul.txt', 'CON.step', 'com1.tar.gz', 'NUL .txt', 'aux ', ' CON', 'CON.', '.CON', 'NUL:', 'CLOCK$',
  // Ends, lengths, forms
  'end.', 'end ', 'end. . .', ' start', '.hidden', '', ' ', '   ', '<>:"|?*', 'what?', 'x'.repeat(5000), '\u00e9'.repeat(300), 'e\u0301'.repeat(300), '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'.repeat(30),
  'a' + '\u0301'.repeat(400), '\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd', '\u0645\u0631\u062d\u0628\u0627', '\u{1f600}', '-rf', '\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}',
];
