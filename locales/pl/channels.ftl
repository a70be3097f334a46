## Kanały partnerów

channel-host-unknown = Program nie zna przestrzeni roboczej ani najemcy { $host }. Najpierw dodaj ją do programu.
channel-host-elsewhere = Przestrzeń robocza lub najemca { $host } należy do innego partnera. Można w niej powiązać tylko jego własne kanały.
channel-taken = Ten kanał jest już powiązany z innym partnerem. Kanał należy dokładnie do jednego: najpierw usuń tamto powiązanie.
channel-unreadable = „{ $given }” to nie kanał. W Slacku lub Teams wybierz „Kopiuj link” przy kanale i wklej go tutaj albo wklej identyfikator kanału.
channel-platform = To kanał w { $found }, a nie w „{ $given }”.
channel-host-missing = W której przestrzeni roboczej lub u którego najemcy jest ten kanał? Kolumna workspace jest pusta, a macie ich kilka.
