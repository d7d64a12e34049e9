# Around a page: header, language, menu, footer, information pages, common words.

page-title = { $page } – Personal cabinet – UAPF
skip = Skip to main content
demonstration = Demonstration: this is not the Fund's site
languages = Language
language-failed = The language did not change: check your connection and try again
navigation = Parts of the cabinet
nav-home = Home
nav-services = Services
nav-applications = My applications
sign-out = Sign out
sign-out-unsaved = What you typed last is not saved yet. If you sign out now, it is lost; to sign out all the same, press once more
sign-out-failed = You were not signed out: check your connection and try again
offices-link = Service offices
accessibility-link = Accessibility

error-prefix = Error:
error-summary-title = There is a problem
field-optional = { $label } (optional)
password-show = Show
password-hide = Hide
select-empty = Choose
steps = Steps
step-done = done
try-again = Try again
missing-count = Mandatory fields not filled in: { $count }
missing-none = All mandatory fields are filled in, the button is active
failure-offline = The server did not answer. What you typed is still on this page
    .advice = Check your connection and try again
failure-contacts = Need help? 1418, enpf@enpf.kz

part-missing = This page did not load
    .advice = Check your connection and try again. Nothing you filled in is lost.

not-found-title = There is no such page
not-found-lead = The address may be mistyped, or the page has moved.
not-found-home = To the home page

offices-title = Service offices
offices-lead = You can reach the Fund without the cabinet too
offices-call = Call
offices-call-hours = free of charge within Kazakhstan
offices-write = Write
offices-visit = Visit an office
offices-visit-list = Addresses and opening hours are on the Fund's site:
offices-visit-take = Bring your identity document with you.

accessibility-title = Accessibility
accessibility-lead = The cabinet should work for everybody. Our aim is WCAG 2.2, level AA.
accessibility-what = What has been done
accessibility-keyboard = Everything can be done with a keyboard alone.
accessibility-reader = A screen reader tells the name of a field, its hint and its error.
accessibility-zoom = Pages can be enlarged to 400 % and read at a width of 320 pixels.
accessibility-contrast = Text is easy to see; there are light, dark and high-contrast colours.
accessibility-time = What you type is saved by itself: if you are interrupted, you carry on from there.
accessibility-print = Pages can be printed.
accessibility-limits = Limits so far
accessibility-limits-ncalayer = The window for signing is a program of its own, NCALayer. The cabinet cannot change how easy it is to use.
accessibility-tell = If something is in your way
accessibility-tell-how = Tell us: 1418 or enpf@enpf.kz. The offices help too.
