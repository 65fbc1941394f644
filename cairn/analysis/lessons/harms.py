"""Made-up sentences that speak of harm, openly or not, and of everything else in the same words."""

from __future__ import annotations

from functools import cache

from cairn.analysis.lessons.asides import ASIDES
from cairn.analysis.lessons.asides_cymraeg import ASIDES_CY
from cairn.analysis.lessons.asides_more import MORE_ASIDES
from cairn.analysis.lessons.asides_more_cymraeg import MORE_ASIDES_CY
from cairn.analysis.lessons.fragments import list_fragments
from cairn.analysis.lessons.harms_cymraeg import HARMLESS_CY, HARMS_CY
from cairn.analysis.lessons.hints import HINTS
from cairn.analysis.lessons.hints_cymraeg import HINTS_CY
from cairn.analysis.lessons.hints_more import MORE_HINTS
from cairn.analysis.lessons.hints_more_cymraeg import MORE_HINTS_CY
from cairn.analysis.lessons.more import COMPLAINTS, MORE_HARMS, MORE_HARMS_CY
from cairn.analysis.lessons.ordinary import read_ordinary
from cairn.analysis.lessons.positions import read_everyday

HARMS: dict[str, tuple[str, ...]] = {
    "suicidal_thought": (
        "I have told the staff that I feel suicidal.", "Everything is paid and the cat has a new home, so they will have no trouble after me.",
        "I don't know how I will get through another day.", "I have put my affairs in order and I feel calm about it.", "Tonight might be my last night.", "I've given away my records and my guitar, I won't be needing them.", "Every day is harder to face than the one before.", "I keep thinking about not being here.", "There is no future for me that I can see.", "They would get over it quicker than they think.", "I stood on the platform and thought how simple it would be.", "I have stopped taking my insulin because it does not matter any more.",
        "I wanted to end my life.", "I have thought about killing myself.", "I took an overdose last week.",
        "I don't want to be here any more.", "Everyone would be better off without me.",
        "I can't see a reason to carry on.", "Some nights I hope I won't wake up.", "I feel like giving up on living.",
        "What is the point of any of it now she is gone?", "I have been cutting my arms again.",
        "I keep looking at the bridge on my way home.", "I have been saving up my tablets.",
        "My husband said he would be happier dead.", "She told us she had written goodbye letters.",
        "I just want it all to stop.", "I am so tired of being alive.", "I have sorted out my will and said goodbye.",
        "He hurts himself when nobody is looking.", "There is nothing left for me.", "I can't go on like this.",
        "I would rather be dead than go back on that ward.", "My son tried to hang himself while we waited for help.",
        "I sat in the car with the engine running and thought about it.", "I feel like a burden and want to disappear.",
        "Nobody would notice if I was gone.", "I don't think I will be around by Christmas.",
        "I asked for help because I did not trust myself to be alone.", "I no longer care whether I live or die.",
    ),
    "abuse": (
        "My husband opens my letters and I need his permission to go out.", "They like to make the residents plead for things.",
        "A carer makes the old men plead before she helps them.", "She answers every question for him and he looks at the floor.", "He follows her into every appointment and will not leave.", "The residents go silent when that man is on shift.", "Some of the staff make fun of them and make them wait for the toilet on purpose.", "Her grandson has taken over her flat and she sleeps in the chair.", "He is not allowed visitors and nobody says why.", "The bruises are in the shape of fingers.", "She begged me not to tell anyone how she got hurt.", "They are rough with her when the family is not there.", "He decides when she may eat.",
        "The carer hit my father.", "He shouts at her and grabs her wrists.", "A member of staff touched me where he should not.",
        "My partner won't let me see a doctor on my own.", "She flinches whenever that nurse comes in.",
        "They tied him to the chair.", "He takes her pension and she has nothing to eat.", "I am scared to go home.",
        "She has bruises she cannot explain.", "The night staff call him names until he cries.",
        "He controls what she eats and who she talks to.", "My daughter says the man at the club touched her.",
        "They locked her in her room as a punishment.", "I was slapped by an assistant when I asked for the toilet.",
        "My brother keeps her bank card and says it is for her own good.", "He pushed me down the stairs.",
        "Mum is frightened of the woman who visits and will not say why.", "They laughed at her while she was undressed.",
        "I was forced to have sex.", "He said he would hurt me if I told anyone.", "She was left in soiled sheets to teach her a lesson.",
        "The boy came to school hungry and covered in marks.", "They pull her hair when they wash her.",
        "My manager keeps brushing up against me and it makes me feel sick.", "I wasn't allowed to leave the flat.",
        "He checks my phone and waits outside the surgery.", "She is made to sleep on the floor.",
    ),
    "unsafe_care": (
        "No one could reach the bell and there was nobody on the corridor.", "One nurse had the whole bay to herself all night.", "The observations are written down without being done.", "They mixed up two patients' notes and treated them both wrongly.", "Her bandage was not touched for ten days.", "He was told to go home and ended up in intensive care.", "We could not give the antibiotics on time because there was no one to give them.", "The buzzer went unanswered while she choked.", "Nobody came when the monitor went off.", "We fill in the charts afterwards from memory.", "He went without his heart tablets for four days.",
        "They gave me the wrong medicine.", "She was given ten times the dose.", "Dad was left on the floor all night.",
        "Nobody checked on her for nine hours.", "They operated on the wrong knee.", "A swab was left inside me.",
        "He was sent home with a broken hip.", "The alarm kept ringing and no one came.", "My allergy was on the notes and they still gave it to me.",
        "She fell three times in one week because there was nobody to help her.", "The tablets were counted wrong again.",
        "There was one nurse for thirty patients and people were not being turned.", "He died waiting for the ambulance.",
        "They missed the stroke and told us it was a migraine.", "The oxygen had run out and nobody noticed.",
        "Mum got a sore down to the bone.", "We were told to reuse single-use needles.", "I saw blood on the equipment they were about to use.",
        "The baby's heart rate dropped and no doctor came.", "His drip was empty for half a day.",
        "We had no working defibrillator for a month.", "She had not been given water since the morning and was confused.",
        "Someone else's blood results were in my file and they treated me on them.", "He stopped breathing and the staff did not know what to do.",
        "I had to stop a junior from injecting the wrong patient.", "She was not fed for two days.",
        "We are signing for checks that nobody has time to do.", "His infection was ignored until it was too late.",
        "I nearly bled to death because they would not listen.",
    ),
    "crime": (
        "Cash goes missing whenever he is on duty.", "The till never balances on her shift.", "Things disappear from the lockers at night.", "The numbers we gave the commissioners were made up.", "We were told what to write in the audit before we did it.", "A member of staff reads files of people she knows and gossips about it.", "Her jewellery was gone when we collected her things.", "He signs for colleagues who are not there.", "Somebody has been using her card since she was admitted.",
        "Somebody is stealing drugs from the cupboard.", "A nurse took money from my mother's purse.",
        "The records were changed after she died.", "They are charging for visits that never happened.",
        "My bag was stolen from beside the bed.", "He came in with a knife.", "A patient was selling tablets in the corridor.",
        "The manager told us to backdate the forms.", "Staff looked up my records without any reason and told my neighbour.",
        "A man threatened to burn the surgery down.", "Her ring went missing and then turned up in a pawn shop.",
        "They are billing for staff who do not exist.", "I was followed to my car and robbed.", "Someone forged the doctor's signature.",
        "Controlled drugs do not add up at the end of the shift.", "He is working as a nurse and has no registration.",
        "The supplier gives the boss holidays.", "I was assaulted by a visitor in the waiting room.",
        "We were told to delete the e-mails before the inspectors came.", "My bank details were used after I gave them at the desk.",
        "Prescriptions are being sold on.", "The charity box was emptied by someone who works here.",
    ),
    "harm": (
        "He starts drinking at breakfast and has the children with him.", "The little ones get their own tea because she is out of it.", "She thinks people are coming for her and keeps a knife under the pillow.", "I am frightened of how angry I get with my baby.", "She was found outside in the cold with no coat on again.", "He goes missing at night and the police bring him back.", "I don't trust myself with the children.", "My son has not come out of his room or eaten for a week.", "He keeps saying that somebody will pay for this.",
        "I will hurt him if he comes near me again.", "Somebody is going to get killed.", "I am not safe here.",
        "He said he was going to come back and make them pay.", "I feel like hitting someone every time I go in.",
        "My neighbour has not been seen for days and there is a smell.", "She left the children alone all weekend.",
        "He has stopped eating altogether and weighs nothing.", "I am afraid of what he might do to the baby.",
        "She wanders out into the road at night and nobody knows.", "I cannot look after her any more and something bad will happen.",
        "I have not eaten since Sunday so that the children can.", "He has a gun in the house and he is drinking again.",
        "The voices tell me to hurt people.", "She drives although she can hardly see.", "I am sleeping in my car with the baby.",
        "He leaves the gas on and forgets.", "I shake her when she won't stop crying.", "I drank until I passed out and the kids were there.",
        "She is twelve and pregnant and has told nobody.", "My dad is living with no heating and no food.",
    ),
}  # fmt: skip
HARMLESS = (
    "The queue was killing me.", "I nearly died laughing.", "The parking is murder.", "It's a crime what they charge for parking.",
    "The food was criminal.", "Daylight robbery, three pounds for a coffee.", "Dead helpful, all of them.",
    "My feet were killing me by the end of the shift.", "I could murder a cup of tea.", "The paperwork will be the death of me.",
    "The team beat every target this winter.", "We were hit hard by staff sickness.", "The new rota hit us in March.",
    "He was a lifesaver.", "They saved my life.", "The treatment stopped me wanting to give up.", "I was dying for the toilet.",
    "The safeguarding training was excellent.", "We now talk about suicide prevention at every handover.",
    "The course on domestic abuse should be kept.", "The incident was reported and everyone learnt from it.",
    "No falls on our ward for three months.", "The drug round is quicker with two people.", "Checks on controlled drugs work well.",
    "The wait was painful.", "It hurts to see the centre closed.", "My knee hurts when it rains.", "I hurt my back gardening.",
    "My mother died last year and the hospice was wonderful.", "The way they cared for Dad in his last days was beautiful.",
    "He passed away peacefully with all of us there.", "The bereavement service should never stop.", "I was scared but they calmed me down.",
    "I was worried about the operation, it went well.", "The fire alarm test was loud.", "Lost property was handed in to reception.",
    "I lost weight with their help.", "I cut down on smoking.", "We cut waiting times by half.", "I would be lost without them.",
    "The old system was a nightmare.", "I was shot of the paperwork in a week.", "That meeting was torture.",
    "We fought for the new scanner.", "Attack the backlog first.", "The computer kept crashing and killed my afternoon.",
    "Stop the car park machines robbing us.", "I felt let down by the booking line.", "The ward was short of staff but everyone was safe.",
    "The pharmacist spotted a mistake and put it right before I got the tablets.", "My allergy was checked three times, well done.",
    "A volunteer sat with Mum so that she would not fall.", "I did not feel rushed.", "They left me in no doubt that I mattered.",
    "Nobody hit the bell, we were well looked after.", "The social worker helped us with money.", "My bruise healed quickly.",
    "Please end the pilot soon.", "Give up on paper forms.", "I can't go on the Tuesday, it clashes with work.",
    "What is the point of two forms that ask the same?", "I am tired of the paper forms.", "Nothing left to say.",
    "The clinic left me a voicemail.", "There was nobody at the desk.", "The bins were overflowing.", "I was locked out of the portal again.",
    "They took my blood.", "He took my temperature.", "The dose was changed and explained to me.", "My tablets come in a tray now.",
    "We dropped the morning meeting.", "The video calls kept dropping.", "It was freezing in the waiting room.", "I had to wait on a trolley for six hours.",
"The doctor was rude.", "I never got a call back.", "They cancelled my clinic twice.",
    "Staff were run off their feet.", "We were exhausted but proud.", "The burden of forms is too high.", "Sickness was high that winter.",
    "I want the huddle to carry on.", "Some nights we had no porter.", "Visitors were not allowed and that was hard.",
    "Don't go back to the way it was.", "I would hate to lose the volunteers.", "Nobody should wait that long for a letter.",
    "We were told to stay at home and shield.", "My wife was frightened before the scan and the nurse held her hand.",
    "They changed the sheets every day.", "Somebody had parked across the gate.", "A trolley was left in the doorway.", "The home visit team moved the furniture so that Dad does not trip.", "The nurse came to the house and checked the rugs.", "I wanted to know more about the side effects.", "It took six phone calls.", "I would have liked a choice of times.", "Our manager stood up for us.", "The same doctor saw me each time.", "The team was split in two.", "I left early.", "The bus was late.", "The lights were too bright at night.", "The machine in the foyer is broken.", "We sent the same figures to three places.", "The figures were easy to read.", "I counted eight forms.", "The lockers are too small.", "The children get bored in the waiting room.", "A hot drink at night would help her sleep.", "My baby was weighed every week.", "Breakfast came late.", "I was in tears when they told me the good news.", "I hate needles.", "She goes quiet when she is tired, and the nurses noticed.", "He reads the letters to his mum because of her eyes.", "The morning huddle is the best thing we did.", "I can face the day after a good handover.", "Many more mornings like that one, please.", "The paperwork never ends.", "We were told nothing about the new rota.", "My shift ran over again.", "The notes were easy to find.", "Visiting times were not clear.", "Nobody knew which form to use.", "The dog that visits the ward is a joy.", "I missed my grandchildren in lockdown.", "We felt isolated working at home.", "It was a lonely winter for many of us.", "I was anxious but the team talked me through it.",
    "The suicide awareness session should be for everyone.", "My husband reads the letters out to me.", "The children's ward has lovely murals.", "My son loved the play leader.",
)  # fmt: skip


@cache
def read_harms() -> tuple[tuple[str, str], ...]:
    """Return (sentence, kind) pairs in a fixed order; kind "" is no harm."""
    english = (HARMS, MORE_HARMS, HINTS, MORE_HINTS)
    welsh = (HARMS_CY, MORE_HARMS_CY, HINTS_CY, MORE_HINTS_CY)
    open_ones = [
        (text, kind) for kinds in (*english, *welsh) for kind in kinds for text in kinds[kind]
    ]
    harmless = (*HARMLESS, *HARMLESS_CY, *COMPLAINTS, *read_ordinary())
    asides = (*ASIDES, *ASIDES_CY, *MORE_ASIDES, *MORE_ASIDES_CY)
    others = [(text, "") for text in (*harmless, *asides, *list_fragments())]
    everyday = [(text, "") for text, _position in read_everyday()[::2]]
    return tuple(dict.fromkeys([*open_ones, *others, *everyday]))
