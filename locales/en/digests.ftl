digest-title = Requests that wait for you
digest-why = You chose to get requests together. What must be answered soon comes at once. `/partner settings` changes it, and `/approvals` shows the list at any time.
