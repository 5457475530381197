"""The core: what a service, an answer and a verdict are. Standard library only.

Glossary, with the term of CPSV-AP 3.2 (the EU vocabulary of public services):

=============  =====================================================  =====================
our word       meaning                                                CPSV-AP
=============  =====================================================  =====================
service        one offer of support that an entrepreneur can use      Public Service
provider       the organisation that answers for a service            Public Organisation
criterion      one rule of eligibility; all of them must hold         Requirement
condition      one test on the answer to one question; in a
               criterion at least one must hold                       Constraint
source         the passage or page that a statement rests on          Evidence, Legal Resource
contact        where the service is reached                           Channel
stage          where the person stands with the business              Business Event
edition        the whole catalogue as published at one moment         Catalogue
answer         the options chosen for one question
known          the answers that say something: «unsure» is left out,
               the implied answer of a skipped question is put in
verdict        yes, no or unknown for one service and one person
=============  =====================================================  =====================

Nothing here reads a clock, a file, a request or a translation: today's date,
the catalogue and the language arrive as arguments.
"""
