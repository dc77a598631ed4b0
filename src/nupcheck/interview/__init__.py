"""The questionnaire as a pure state machine: no terminal, no disk, no clock."""
