package render

// wayText writes that something leads from one name to another: with an arrow
// that points the way that the text runs. opens says that the text begins with
// it, so that the first name decides which way that is; in a sentence, only two
// names from right to left turn what stands between them.
func wayText(from, to string, opens bool) string {
	if rightToLeft(from) && (opens || rightToLeft(to)) {
		return from + " ← " + to
	}
	return from + " → " + to
}
