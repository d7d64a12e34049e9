# Өтініш құжатының қызметке тәуелсіз жолдары.
signing-made = Өтініш жасалған күн
signing-consent-given = { $day }, сағат { $time } (мәтіннің нұсқасы: { $version })
