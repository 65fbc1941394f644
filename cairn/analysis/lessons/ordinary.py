"""Made-up ordinary remarks that tell of no harm: what most of the comments a review gets are like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_THINGS = (
    "the parking", "the food", "the waiting room", "the booking line", "the new rota", "the morning handover", "the ward round",
    "the discharge letter", "the video clinic", "the website", "the app", "the text reminder", "the physiotherapy", "the pharmacy", "the blood test",
    "the scan", "the vaccination clinic", "the maternity unit", "the health visitor", "the day centre", "the visit at home", "the telephone system",
    "the front desk", "the laptop", "the shared record", "the weekly meeting", "the training day", "supervision", "the leadership", "talk between teams",
    "the protective kit", "the guidance", "redeployment", "working from home", "the flexible shift", "the break room", "the canteen", "the staffing",
    "the waiting list", "the referral", "the repeat prescription", "the dental clinic", "the hearing test", "the wheelchair service", "patient transport",
    "the social care team", "visiting at the care home", "the funding", "the contract", "the dashboard", "the target", "the research study",
    "the volunteer scheme", "the interpreter", "the Welsh leaflet", "the signage", "the heating", "the lighting at night", "the cleaning",
    "the operation date", "the follow-up call", "the care plan", "the eye clinic", "the diabetes group", "the mental health team", "the school nurse",
    "the appraisal", "the induction", "the bed manager", "the duty doctor", "the out-of-hours service", "the bank shift", "the uniform", "the trolley",
)  # fmt: skip
_FRAMES = (
    "{} was excellent.", "I was very pleased with {}.", "{} took far too long.", "{} could be better organised.", "Please keep {}.",
    "We lost {} in the pandemic and miss it.", "Nobody explained {} to me.", "More money for {} would help.", "{} made a big difference to my family.",
    "{} was cancelled twice.", "I could not understand {}.", "Everybody was worried about {}.", "{} should be there at weekends too.",
    "Why was {} stopped?", "I had to chase {} for three weeks.", "They decided {} without asking us.", "{} let us down again.",
    "I missed work because of {}.", "Morale falls when {} is ignored.", "Cheers for {}, it was spot on.", "{}: no complaints.", "{} is hard to reach by bus.",
    "I would like a choice about {}.", "For years we asked for {} and then it came in a week.", "People from three teams now share {}.",
    "{} runs late every single day.", "A colleague showed me how to use {}.", "It felt as if {} was only there for show.", "{} ought to be the same everywhere.",
    "My mother relies on {}.", "We never got any feedback on {}.", "{} broke down and no one knew whom to ring.", "There were long queues at {}.",
    "Somebody should look at {} with fresh eyes.", "Since March {} has gone from bad to good.", "I hated {} at first and would not be without it now.",
    "The old way of doing {} must not return.", "Too many forms for {}.", "{} was rushed, cold and confusing.", "You could tell that {} was short of people.",
)  # fmt: skip
_PLANS = (
    "limits on advertising", "a ban on smoking near the doors", "later opening hours", "a tax on sugar", "more money for prevention", "one budget for health and care",
    "fewer targets", "regular inspection", "a levy on the firms", "local decision making", "free parking for staff", "an independent ombudsman", "stricter rules online",
    "shared training", "a national campaign", "joint posts", "digital letters", "paying family carers", "age checks", "a cap on spending",
)  # fmt: skip
_VIEWS = (
    "I agree with {} because it protects young people.", "{} may lead to lost jobs and less choice.", "Evidence from elsewhere shows that {} works.",
    "{} would be costly and hard to enforce.", "People who are at risk would benefit most from {}.", "I do not see how {} helps somebody like me.",
    "{} should be tried out first and then looked at again.", "With {} the industry would find another way round.", "Adults can decide for themselves, so I oppose {}.",
    "The government talks of {} and nothing happens.", "{} is a step in the right direction, but it will not be enough.", "{} strikes a fair balance.",
)  # fmt: skip
_ASKED = (
    "my new card", "my appointment", "my test results", "the refund", "the form", "my password", "the second dose", "the letter you sent", "my order", "the address you hold",
    "my transfer", "the fee", "my account", "the app", "a copy of my record", "the exchange rate", "the top-up", "my direct debit",
)  # fmt: skip
_QUESTIONS = (
    "How do I change {}?", "Why has {} not come yet?", "Can you tell me where {} is?", "What do I have to do about {}?", "{} does not work, please help.",
    "I was charged twice for {}.", "I do not recognise {}.", "Is there any way to cancel {}?", "I am still waiting for {}.", "Who do I ask about {}?",
    "I lost {} and need another.", "Somebody took {} by mistake and brought it back.",
)  # fmt: skip
_CY_THINGS = (
    "y parcio", "y bwyd", "yr ystafell aros", "y llinell apwyntiadau", "y rota newydd", "y cyfarfod bore", "y llythyr rhyddhau", "y clinig fideo", "y wefan", "y fferyllfa",
    "y prawf gwaed", "y sgan", "y clinig brechu", "yr ymwelydd iechyd", "y ganolfan ddydd", "y system ffôn", "y dderbynfa", "y cofnod ar y cyd", "yr hyfforddiant",
    "yr arweiniad", "gweithio gartref", "y staffio", "y rhestr aros", "yr atgyfeiriad", "y presgripsiwn", "y deintydd", "y gwasanaeth cludo", "y tîm gofal cymdeithasol",
    "y cyllid", "y cyfieithydd", "y daflen Gymraeg", "y gwres", "y goleuadau", "y glanhau", "y cynllun gofal", "y tîm nos", "y gwirfoddolwyr", "yr amser ymweld",
)  # fmt: skip
_CY_FRAMES = (
    "Roedd {} yn ardderchog.", "Roedd {} yn rhy araf.", "Cadwch {} os gwelwch yn dda.", "Esboniodd neb {} i mi.", "Byddai mwy o arian i {} yn help.",
    "Gwnaeth {} wahaniaeth mawr i'n teulu.", "Cafodd {} ei ganslo ddwywaith.", "Roedd pawb yn poeni am {}.", "Dylai {} fod ar gael dros y penwythnos.",
    "Pam y daeth {} i ben?", "Roedd rhaid i mi ffonio deirgwaith am {}.", "Siomedig oedd {}.", "Diolch am {}.", "Rydym yn colli {} ers y pandemig.",
    "Mae {} yn well o lawer nawr.", "Doedd dim digon o bobl ar gyfer {}.", "Hoffwn gael dewis ynghylch {}.", "Roedd {} yn oer ac yn ddryslyd.",
)  # fmt: skip
_SAID = (
    "As a nurse I never had a way into the hospital before, and now I have.", "The first night at home decides how it goes.", "I finally saw my granddaughter through the window.",
    "Patients lay in the corridor because there were no beds.", "Beds in the corridor are no way to run a hospital.", "There were queues outside the door at eight.",
    "We heard about the discharge when the ambulance was already there.", "We found out at the door that the bed was upstairs.", "The equipment went to the wrong house.",
    "Plans were written by people who never met the patient.", "I ate my lunch in a cupboard.", "She knows my name and I know her ward.", "Nobody owns it, so everybody comes.",
    "Video is no use to me.", "I gave my date of birth and my whole story to each new face.", "He came home with a plan that we had all seen.", "I knew about her allergy before she woke up.",
    "The carer was there before us and had put the kettle on.", "The neighbours shopped for us and stayed to talk.", "I can see the doctor in my lunch break and lose no pay.",
    "Being moved at night without knowing why upset my dad.", "I was told on Friday that he had gone home on Thursday.", "I cried in the car after most shifts that spring.",
    "I was frightened of bringing the virus home to my family.", "We lost residents we loved and there was no time to grieve.", "I could not hold her hand at the end, a nurse did it for me.",
    "The funeral was online and that was hard.", "I felt anxious going back to the ward.", "I was shielding and lonely for months.", "My husband has dementia and the day club gives me a rest.",
    "Caring for my mother is tiring, the respite week saved me.", "I have been low since the baby and my health visitor noticed.", "The counsellor helped me find my feet.",
    "The crisis team answered within the hour and stayed with us.", "The police were kind when my brother went missing and he was found safe.", "They asked at each visit whether I felt safe at home, which is right.",
    "We report each near miss and talk about it on Friday.", "A dose was late and the nurse told me so herself.", "The fall was nobody's fault and they rang me at once.", "My wound was red, they looked the same day.",
    "The chemotherapy made me sick but the staff were lovely.", "My new hip is the best thing I ever did.", "They took out my appendix and I went home the next day.", "The injection stung for a minute.",
    "The cannula had to be done twice.", "I bled after the extraction and the dentist saw me again.", "The needle phobia clinic is a great idea.", "My chest pain turned out to be nothing, they were right to check.",
    "He had a stroke and the ambulance came in nine minutes.", "Her breathing was bad and they kept her calm.", "My diabetes is under control now.", "I stopped drinking with their help two years ago.",
    "The needle exchange treats me like a person.", "My tablets were changed and now I sleep.", "I forgot my tablets once and the pharmacist told me what to do.", "The blister packs stop me taking them twice.",
    "Locked doors on the ward make visiting slow.", "The security man at the door was polite.", "The knife and fork were too heavy for her hands.", "The shop was robbed of its charm by the refit.",
    "We were thrown in at the deep end.", "Management kept moving the goalposts.", "I felt attacked in that meeting, and my manager put it right.", "We are fighting for every minute with patients.",
    "The cuts hit the youth club hardest.", "It was sink or swim.", "I bit my tongue.", "The new system is a pain.", "Heads should roll for that computer system.", "This is the last straw, I am changing surgery.",
    "I was stabbed in the back over my leave.", "The deadline killed the mood.", "Blood, sweat and tears went into that pathway.", "We were drowning in e-mails.", "We were left in the dark about the move.",
    "Nobody listened to the night staff about the lights.", "I waited on the floor of the corridor with my bag because there was no chair.", "Children were running wild in the waiting room.",
    "The old man next to me told jokes all night.", "He was grumpy and so was I.", "A visitor was loud and was asked to leave.", "My bag was safe in the locker.", "My glasses went missing and turned up in the laundry.",
    "Money is tight and the bus costs four pounds.", "The fees went up without a word.", "Contracts go to the cheapest.", "The figures do not match because two systems count differently.", "We were told to fill in the audit by Friday.",
    "Please ask the carer, she knows how it works.", "Ring her and not them.", "Keep it.", "No comment.", "See above.", "Nothing.", "All good.", "N/A", "Same as before.", "I cannot think of anything.", "Too soon to say.",
    "Better than the year before.", "Could do better.", "It depends on who is on.", "Somebody who listens.", "Time to think.", "A proper lunch break.", "Less paper.", "Trust between teams.", "Permission to decide.",
    "Staff were allowed to act without ten signatures.", "Barriers between organisations fell overnight.", "Leaders were seen on the ward.", "We stopped asking for permission and asked for forgiveness.",
    "The voluntary sector delivered food within two days.", "Technology was there for years, the will came with the crisis.", "Clinicians made decisions and managers backed them.",
    "I don't want to go back to five meetings a day.", "I do not want to live through that winter's rota again.", "We can't go on printing everything.", "Let the old forms die.", "The huddle must live on.",
    "I want to stay at home and be looked after here.", "I want to die at home when the time comes, and they wrote that down.", "We talked about where he would like to spend his last days.", "The do-not-resuscitate talk was honest and kind.",
    "My son has autism and the quiet room helped.", "My daughter self-refers for physio online.", "She was weighed and measured.", "The child was shy and the nurse sat on the floor with her.", "They checked the baby all over.",
    "The undressing for the X-ray was handled with respect.", "The examination was explained and I could say stop.", "A chaperone was offered.", "He touched my shoulder and said it would be fine.", "They held the door for us.",
)  # fmt: skip
_SAID_CY = (
    "Cleifion yn y coridor dros nos, does neb eisiau gweld hynny eto.", "Daeth rhywun i'm gweld y diwrnod y des i adref.", "Roedd pobl yn aros oriau yn y coridor.", "Ddylai neb orfod aros mor hir.",
    "Roeddwn i'n teimlo'n ddiogel yno.", "Cefais fy symud i ward arall yn y nos.", "Collais Mam yn y gaeaf a bu'r staff yn dyner iawn.", "Dwi ddim eisiau mynd yn ôl i'r hen drefn.", "Allwn ni ddim parhau i argraffu popeth.",
    "Roedd y nyrs yn eistedd gyda mi nes i mi dawelu.", "Fy nhabledi i mewn pecyn nawr.", "Mae fy nghlun newydd yn wych.", "Roedd y pigiad yn brifo am funud.", "Dim byd.", "Dim sylw.", "Gweler uchod.", "Popeth yn iawn.",
    "Roedd y plant yn swnllyd.", "Mae arian yn brin a'r bws yn ddrud.", "Roedd y drws ar glo felly canais y gloch ac fe ddaeth rhywun.", "Pryderus oeddwn i, ond aeth yn dda.", "Mae gwaith tîm wedi gwella.", "Cafodd y penderfyniad ei wneud hebom ni.",
    "Rydym yn brwydro am bob munud gyda'r cleifion.", "Boddi mewn e-byst.", "Cadwch y galwad dyddiol.", "Gofynnwch i'r gofalwr.", "Roedd fy ngŵr yn ddryslyd a buont yn amyneddgar.", "Mae'r grŵp cerdded yn codi fy nghalon.",
)  # fmt: skip


def read_ordinary() -> tuple[str, ...]:
    """Return some 1,900 harmless remarks in a fixed order."""
    return (
        *_SAID, *_SAID_CY,
        *_fill(_FRAMES, _THINGS, 12), *_fill(_VIEWS, _PLANS, 10), *_fill(_QUESTIONS, _ASKED, 9),
        *_fill(_CY_FRAMES, _CY_THINGS, 10),
    )  # fmt: skip


def _fill(frames: Sequence[str], things: Sequence[str], each: int) -> Iterator[str]:
    """Every frame with `each` of the things, evenly and always the same ones."""
    for at, frame in enumerate(frames):
        for step in range(each):
            thing = things[(at * 7 + step * 11) % len(things)]
            text = frame.format(thing)
            yield text[0].upper() + text[1:]
