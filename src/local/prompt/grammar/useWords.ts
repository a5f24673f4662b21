/** Words for shapes that nothing here makes. A purpose that names one is none. */
export const shapes: ReadonlySet<string> = new Set(
  `curved tapered angled twisted bent hollow knurled spiral helical conical domed hexagonal triangular oval
  elliptical rounded sloped slanted inclined tilted textured engraved embossed text logo organic wavy perforated
  lattice star heart`.split(/\s+/),
);

/** Words before a part's name that say what it is for. */
export const uses: ReadonlySet<string> = new Set(
  `spacer distance motor drive driven piston candle lamp bearing sensor adapter adaptor shelf door wall support guide jig fixture clamp cover base
  end test gland headset steerer duct kiln fretboard lens tank wagon railway railroad signal station locomotive
  carriage cargo servo stepper encoder tripod shutter hatch mast deck keel rudder anchor sail hive greenhouse
  stage studio microphone headphone piano violin cello ukulele banjo pickup amp relay fuse terminal busbar
  transformer inverter charger dust hood fume vent boiler radiator stove oven grill fridge freezer dishwasher sink
  tap faucet toilet bath masonry formwork scaffold ladder chimney gutter roofing sash latch lock doorbell
  thermostat meter pressure flow temperature humidity weather aquarium camping rocket satellite cubesat eyepiece
  focuser laser optics specimen culture reagent pipette vial syringe dental surgical wheelchair quick release
  tuning gauge thrust bridge heating cooling vacuum optical laboratory rack tool strap stool seat handle knob
  panel conduit exhaust intake hydraulic pneumatic filter fuel oil water gas air brake clutch steering suspension
  chassis gimbal propeller prop landing flight controller gps receiver payload printer filament spool spindle
  escutcheon petri clip mounting mount backing wear sample calibration prototype demo machine camera pump valve
  hinge workholding switch battery speaker instrument transmission desk table wing stand holder riser shim spring
  retaining locating alignment drill reinforcement connector connection joining pivot tapping bolt electronics pcb
  tie orifice blanking stub idler jack lifting sealing inspection sight glass jar jam master hitch cotter trunnion turned blank chess game toy phone tablet laptop monitor bike bicycle car boat van trailer robot drone garden kitchen bathroom
  shower curtain plant flower pen pencil book bottle coffee tea drinks cable wire hose lamp light led fan router
  server antenna keyboard mouse microscope telescope lathe mill saw vise bench workbench cabinet drawer furniture
  chair sofa bed picture mirror window gate fence roof solar engine gearbox axle bumper radio amplifier guitar
  drum dog cat bird pet kids school replacement spare extra little tiny heavy duty lightweight cheap nice
  adjustment adjusting adjuster clamping hanger hanging bracing stiffening reinforcing packing fastening fixing
  docking earthing grounding holding indexing latching locking marking parking pinning positioning pressing
  pushing sanding securing shelving shielding sighting skate splice splicing stacking stop stopper swivel
  target tensioning threshold towing welding winch skirting bookshelf chisel anvil press die punch ejector
  stripper mould shuttle crash bash scuff kickstand pannier fender dropout headtube seatpost cockpit dashboard
  bulkhead firewall transom pulpit cleat fairlead hatchway porthole domino loom sewing knitting bobbin easel
  projector screen soundbar nas powerbank breaker heatsink thermal planter trellis birdhouse feeder beehive
  trap nest terrarium vivarium
  keychain keyring luggage name sliding pillow soap hook gusset washer shim link hub wheel pulley belt chain gear
  rail profile extrusion corner edge angle junction terminal sensor proximity limit microswitch potentiometer rotary
  linear ball roller needle cam follower crank rocker piston cylinder head intake manifold carburetor radiator skid
  kick foot pedal lever trigger grip slide slider carriage trolley caster castor leveling levelling foot anti vibration
  isolator damper spacer wear rub striker catch bolt deadbolt drawer cupboard closet coat towel hat key tool pegboard
  rack tray bin basket holder cradle dock charging cable management organizer divider insert liner sleeve jewelry ring
  watch strap buckle belt badge lanyard trophy award medal coin token dice game board card deck puzzle decorative sacrificial protective main top back front side rear simple plain`.split(
    /\s+/,
  ),
);

/** What begins an order. */
export const orders: ReadonlySet<string> = new Set(
  'add cut drill remove subtract round chamfer fillet bevel put bore mill engrave'.split(' '),
);
