home-title = Tandem
home-lead = Dzień dobry, { $name }!
home-section = **{ $title }**
pinned-title = Strefa partnera
pinned-words = Zgłoś transakcję albo zobacz swoje. To, co pojawi się po naciśnięciu przycisku, widzisz tylko Ty.
