"""More made-up sentences: harm that is hinted at, and complaints that are no harm."""

from __future__ import annotations

MORE_HARMS: dict[str, tuple[str, ...]] = {
    "suicidal_thought": (
        "I have written letters to my children for afterwards.", "I don't plan on being around for the summer.", "It would be easier for everybody if I just wasn't there.",
        "I have worked out how I would do it.", "I have been looking up which tablets are strong enough.", "I walked to the railway line and somebody stopped me.",
        "Dying does not frighten me, it sounds like rest.", "I keep a rope in the shed.", "Since he went I only wait for it to be my turn.", "My teenager says the world would be better without her.",
        "A colleague told me that he sits on the roof after shifts and thinks about stepping off.", "I drive home and think about the wall.", "I am done fighting, this is goodbye.",
        "She has stopped her dialysis because she sees no reason to live.", "Every night I pray not to see the morning.", "My daughter hides razor blades in her room.", "I can't see myself getting old, I can't see next week.",
        "Two of our team have talked of taking their lives this winter.", "I am on the list for help but I may not be here when it comes round.", "He gave the dog to his sister and paid all his bills, I am worried.",
    ),
    "abuse": (
        "She wears long sleeves in the heat and will not see the nurse alone.", "He says she falls a lot, but she never fell before he moved in.", "The care worker films the residents when they are undressed.",
        "One of the night team throws the bedclothes off and drags them up.", "They take her call bell away when she rings too often.", "My uncle comes into my room at night.", "He makes me hand over my wages.",
        "The boy says that Daddy gets angry and he has to hide.", "They hold his nose to make him swallow.", "She is only let out when her husband says so.", "I saw her force food into his mouth until he gagged.",
        "The lad on our ward is mocked by two of the staff each night.", "Grandad signed the house over and now he is kept in the back room.", "She whispered please don't send me back with him.", "My boyfriend chooses who I may talk to and tracks my phone.",
        "He put his hand up my skirt while I was waiting.", "The consultant makes comments on my body and shuts the door.", "They leave the difficult ones wet on purpose.", "I was pinned to the bed by three of them and laughed at.", "My mother shakes when his name is said.",
    ),
    "unsafe_care": (
        "He rang and rang and when they came he was blue.", "She waited so long for the ambulance that nothing could be done.", "The fridge with the vaccines was off for two days and they used them all the same.",
        "I was sent home bleeding and was back by ambulance that night.", "Nobody read the scan for five weeks and by then it had spread.", "They put the feeding tube in the wrong way.", "We are two nurses short each night and somebody will die.",
        "Her insulin was forgotten three days running.", "The doctor had been up for thirty hours and could hardly stand.", "He was not turned for days and his heel went black.", "The crash trolley had no masks on it when we needed it.",
        "They gave him bread although the sign said nothing by mouth, and he choked.", "The new starter was left alone with twelve poorly patients.", "Her cries were ignored and the baby was born in the corridor.", "I found tablets from three rounds on the floor by his chair.",
        "The blood was labelled with the next man's name.", "They kept saying anxiety and it was a clot.", "He was discharged at midnight in his pyjamas and found in the street.", "Nobody knew she was on blood thinners when they operated.", "We wash and use the same tubes again, since there are no others.",
    ),
    "crime": (
        "The pads are ordered for residents who died last year.", "Morphine is signed out and the patients are still in pain.", "He asks relatives for cash to move them up the list.", "My dead husband's pension is still being drawn by somebody at the home.",
        "The rota shows people who have not worked here since spring.", "One of the drivers sells what he finds in the bags.", "She knew things about my illness that were only in my record.", "We were told to sign that the training was done.",
        "The contract went to his cousin without a tender.", "A man keeps following our nurses to the bus stop.", "My late mother's rings were not among her things and the home will not talk about it.", "Somebody used my name to get tablets.",
        "Two boxes of sedatives leave each Friday in a rucksack.", "The new doctor's papers do not check out and nobody wants to know.", "They bill the council for an hour and stay ten minutes.", "He was waving a broken bottle in reception.",
    ),
    "harm": (
        "She leaves the pan on and the kitchen has caught fire twice.", "The baby is never picked up and hardly cries any more.", "My brother talks to people who are not there and has bought a crossbow.", "I lost my temper and grabbed him harder than I should.",
        "There has been no food in that house since the weekend.", "He says that next time he will not miss.", "She drinks all day and then drives the school run.", "They live with no water and rats in the kitchen.", "My son has stopped washing, speaking and eating.",
        "I lock my bedroom door because of what my son might do.", "The toddler was out on the main road on his own again.", "He won't take his insulin and is getting confused.", "She weighs less than my eight-year-old and says she is fat.", "I can't lift him any more and we both end up hurt.",
        "My sister's new man has been in prison for hurting children.", "He posted a list of people who will regret it.",
    ),
}  # fmt: skip
MORE_HARMS_CY: dict[str, tuple[str, ...]] = {
    "suicidal_thought": (
        "Dw i wedi ysgrifennu llythyrau at y plant at wedyn.", "Fydda i ddim yma erbyn yr haf.", "Mi fyddai'n haws i bawb pe na bawn i yma.", "Es i at y bont a meddwl neidio.",
        "Rwy'n gweddïo bob nos na welaf y bore.", "Does gen i ddim rheswm dros fyw.", "Dw i'n cadw'r tabledi i gyd mewn bocs.", "Mae fy merch yn cuddio llafnau yn ei hystafell.",
    ),
    "abuse": (
        "Mae hi'n gwisgo llewys hir a ddim yn fodlon gweld y nyrs ar ei phen ei hun.", "Mae'r staff nos yn ei lusgo o'r gwely.", "Maen nhw'n tynnu'r gloch oddi arni.", "Mae o'n penderfynu gyda phwy y caf i siarad.",
        "Mae f'ewythr yn dod i fy ystafell yn y nos.", "Maen nhw'n chwerthin am ei phen pan mae hi'n noeth.", "Mae o'n mynd â fy nghyflog i.", "Rhoddodd ei law arnaf a chau'r drws.",
    ),
    "unsafe_care": (
        "Bu'n canu'r gloch ac roedd yn las pan ddaethant.", "Anghofiwyd ei inswlin dridiau yn olynol.", "Rhoddwyd enw claf arall ar y gwaed.", "Chafodd o mo'i droi ers dyddiau ac aeth ei sawdl yn ddu.",
        "Cefais fy anfon adref yn gwaedu.", "Ni ddarllenwyd y sgan am bum wythnos.", "Tagodd ar y bara er bod arwydd dim bwyd.", "Roedd hi'n gorwedd yn ei baw ei hun am oriau.",
    ),
    "crime": (
        "Mae morffin yn mynd ar goll.", "Gofynnodd am arian parod i'n symud i fyny'r rhestr.", "Mae rhywun wedi defnyddio fy ngherdyn ers i mi ddod i mewn.", "Maen nhw'n codi am ymweliadau na ddigwyddodd.",
        "Roedd modrwy Nain wedi mynd pan ddaethom i nôl ei phethau.", "Edrychodd ar fy nghofnod a dweud wrth y cymdogion.",
    ),
    "harm": (
        "Does dim bwyd yn y tŷ ers y penwythnos.", "Mae hi'n gadael y nwy ymlaen.", "Mae arna i ofn colli fy nhymer gyda'r babi.", "Mae o'n dweud y bydd rhywun yn talu am hyn.",
        "Dydy'r babi byth yn cael ei godi.", "Mae hi'n yfed ac yn gyrru'r plant i'r ysgol.",
    ),
}  # fmt: skip
COMPLAINTS = (
    "The doctor was in and out in two minutes.", "Management is never seen at night.", "The young ones leave because of the rent.", "I have come here for ten years and it has gone downhill.", "The gel by the door is always empty.",
    "The dietitian did not turn up.", "An older man shouted all night and I got no sleep.", "I am young and my pain is not taken seriously.", "The nurse drew blood three times before it worked.", "Even a saint could not sort out this booking system.",
    "A concerned parent.", "Anonymous, please.", "They know who they are.", "No names, they know whom I mean.", "Flowers by the door cheer me up.", "Nan loved the singing.", "He did not say who he was.", "She did not introduce herself.",
    "From green to red in an hour and still no beds.", "The health visitor came when she said.", "Relentless work, and grateful patients.", "A ban would raise trust in the government.", "It would protect children and people who are at risk.", "Gambling at work sweepstakes should stop.",
    "Firms profit from people's weakness.", "Such adverts during matches reach young fans.", "I run a pub and it would cost me customers.", "As a mother I support it.", "Addiction services need more money.", "People in recovery deserve peace from adverts.",
    "A bag of tablets and a leaflet at the door, that was all.", "I could not reach my glasses.", "I was sore after the operation and they gave me something for it.", "His medicine is often a bit late.", "The tea was out of her reach so I poured it.",
    "We wait weeks for the results.", "I was left waiting in a gown.", "I was left on hold.", "Dad was left with no information.", "We were left to find our own way.", "I was left with a leaflet.", "It was left to the family to ring round.",
    "The complaint took a year.", "I felt like a number.", "I felt stupid asking.", "They talked over my head.", "He was curt.", "She sighed at me.", "The nurse rolled her eyes.", "I was told off for being late.", "They lost my notes.",
    "They lost my hearing aid and bought a new one.", "My dentures went to the laundry.", "The trolley wheels squeak.", "Too hot, too loud, too bright.", "The television cost more than the food.", "There are never enough pillows.",
    "I was hungry because I came back after supper.", "The shop was shut.", "I waited in the rain for the bus.", "The lift was out of order and I have bad knees.", "I could hear everybody's business through the curtain.",
    "Mixed messages from three teams.", "Each trust has its own form.", "My GP knew nothing of my stay.", "The letter came after the date.", "Wrong address on the letter.", "The wrong date was on the text.", "The wrong form was sent.", "They rang the wrong number.",
    "I was given the wrong time.", "We got the wrong size of gloves.", "The wrong people are at that meeting.", "An error on the payslip again.", "There was a mistake with my name.", "They spelt me wrong.", "The mix-up with the rooms was sorted in minutes.",
    "I am worn out.", "I dread Mondays.", "I nearly left nursing.", "I am leaving in May.", "We are on our knees.", "Staff are burnt out.", "I feel guilty when I am off sick.", "I lay awake over the rota.", "I had panic attacks before shifts and got support.",
    "My partner worries about me.", "We cried together at the end.", "I miss the colleague we lost to the virus.", "He died before the visit could be arranged, and they sent a kind card.", "The death certificate took two weeks.",
    "My neighbour takes me.", "The children visit on Sundays.", "He needs help with washing.", "She forgets things now.", "He wanders a bit, so we put a bell on the door.", "She has fallen before, so they gave us a frame.", "He drinks less since the group.",
    "I was angry and said so.", "We argued about parking.", "The porter swore at the lift.", "A man pushed in front of me in the queue.", "The kids fought over the toys.", "Somebody took my seat.", "A patient's son was rude to reception.",
    "The police dropped him at the wrong entrance.", "Security found my phone.", "The drugs cupboard is now nearer.", "Controlled drugs training is due.", "The audit figures look good.", "Our finances are a mess.", "The tender took nine months.",
    "The records system is slow.", "I cannot get into my own record.", "Staff should only see what they need.", "My details were not up to date.", "They asked for my bank details for the travel refund.",
    "Roedd y meddyg i mewn ac allan mewn dau funud.", "Doedd dim gobennydd.", "Y llythyr yn cyrraedd ar ôl y dyddiad.", "Dw i wedi blino'n lân.", "Mae'r staff wedi ymlâdd.", "Collwyd fy nodiadau.", "Roedd yn rhaid aros am y canlyniadau.",
    "Cefais yr amser anghywir.", "Y cyfeiriad anghywir ar y llythyr.", "Roedd hi'n siarad dros fy mhen.", "Gadawyd ni heb wybodaeth.", "Mae o'n anghofio pethau nawr.", "Roeddwn i'n flin ac mi ddywedais hynny.", "Mae hi wedi cwympo o'r blaen felly cawsom ffrâm.",
    "Buom yn crio gyda'n gilydd.", "Mae'r lifft wedi torri.", "Roedd y bwyd yn hwyr eto.", "Roedd y nyrs yn ochneidio.", "Rhif, nid person.", "Dienw, os gwelwch yn dda.", "Roedd y pwysau yn ddi-baid.",
)  # fmt: skip
