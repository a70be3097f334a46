## Kanały partnerów

channel-host-unknown = Program nie zna przestrzeni roboczej ani najemcy { $host }. Najpierw dodaj ją do programu.
channel-host-elsewhere = Przestrzeń robocza lub najemca { $host } należy do innego partnera. Można w niej powiązać tylko jego własne kanały.
channel-taken = Ten kanał jest już powiązany z innym partnerem. Kanał należy dokładnie do jednego: najpierw usuń tamto powiązanie.
