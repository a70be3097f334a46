## The programme's terms

terms-title = Terms: { $programme }
terms-lead = Before you register a deal, please accept the terms of the programme (version { $version }).
terms-lead-again = The terms of the programme have changed (version { $version }). Please accept them before you register another deal.
terms-read = Read the terms
terms-kept = It is recorded that you accepted, when, which version and in which language. What you typed is kept; the form opens next.
terms-accept = Accept
