/**
 * Whether npm on such a Node leaves native parts of packages out: it does so without a word where a package does not name
 * that Node as one of its own. Here that is what looks for unused code.
 */
module.exports = function isOldForNativeParts(version) {
  var parts = version.split('.').map(Number);
  return parts[0] < 20 || parts[0] === 21 || (parts[0] === 20 && parts[1] < 19) || (parts[0] === 22 && parts[1] < 12);
};
